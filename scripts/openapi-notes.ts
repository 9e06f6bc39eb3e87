/** What the fields of the published document mean, with their units. */
export const fieldNotes: Record<string, { self?: string; fields?: Record<string, string> }> = {
  Account: {
    self: 'A customer.',
    fields: {
      locale: 'BCP 47; the device’s language where it is absent.',
      timeZone: 'IANA id; the device’s zone where it is absent.',
      clonedVoices: 'Voices that speak as the model `Cloned voice`.',
    },
  },
  Balance: {
    self: 'What is left in the present credit cycle; in the last one where none follows.',
    fields: {
      allowance: 'Credits granted in this cycle.',
      used: 'Credits spent in this cycle, with what an upgrade carried in.',
      remaining: 'Credits left: allowance less used, never below 0.',
      usedByTool: 'Credits by tool; they sum to `used`.',
      cycle: 'The credit cycle, half-open.',
      resetsAt: 'The next reset; null when none will follow.',
      asOf: 'The instant of these figures.',
    },
  },
  Charge: {
    self: 'Money that is taken at a moment.',
    fields: { amountMinor: 'Whole minor units of `currency`.' },
  },
  Cycles: {
    self: 'Credit cycles, newest first.',
    fields: {
      used: 'Credits.',
      allowance: 'Credits.',
      expired: 'Credits that expired at its end, 0 where an upgrade cut it short; null while they have not.',
    },
  },
  Estimate: { self: 'A price with its arithmetic: ceil(quantity / unitSize) x creditsPerUnit.' },
  GenerationBody: {
    self: 'What is priced, and the price that was shown.',
    fields: {
      credits: 'The figure that the customer saw.',
      rateCardVersion: 'The rate card it came from.',
      voiceName: 'The name of the voice: required for a voice clone, refused for any other tool.',
    },
  },
  GenerationEntry: {
    self: 'The immutable line of a generation.',
    fields: { credits: 'What it cost.', balanceAfter: 'Credits left after it.' },
  },
  GenerationReply: { self: 'The entry of an accepted generation, and the balance after it.' },
  GenerationRequest: {
    self: 'What is priced, never what is made: there is no field for a prompt or a script.',
    fields: {
      duration: 'Seconds of video.',
      characters: 'Unicode code points of the script, line endings as \\n.',
      seconds: 'Length of the recording, to the tenth.',
      images: 'How many images.',
      inputImages: 'How many images go in.',
    },
  },
  Instant: { self: 'UTC, in whole seconds.' },
  LedgerPage: {
    self: 'Entries, newest first.',
    fields: { nextCursor: 'Asks for what follows; null at the end.' },
  },
  Plan: {
    self: 'What is sold.',
    fields: {
      monthlyCredits: 'Credits granted in each credit cycle.',
      tools: 'The tools it unlocks.',
      prices: 'Whole minor units of `currency` a billing interval.',
    },
  },
  PlanChangeEntry: {
    self: 'The immutable line of an upgrade.',
    fields: {
      from: 'The id of the plan before.',
      to: 'The id of the plan after.',
      usedCarried: 'Credits used before it, which stay used.',
      paidMinor: 'Whole minor units of `currency`.',
    },
  },
  Plans: { self: 'The catalogue, each plan with whether this customer can upgrade to it.' },
  Problem: {
    self: 'Problem details (RFC 9457).',
    fields: {
      code: 'Stable; act on this.',
      detail: 'A sentence for the customer: what to do, and whether anything was charged.',
      requestId: 'The request’s X-Request-Id.',
      estimate: 'With `price_changed`: the price now.',
      required: 'With `insufficient_credits`: credits it takes.',
      remaining: 'With `insufficient_credits`: credits there are.',
      planId: 'With `insufficient_credits`: the cheapest plan that would cover it, or null.',
      quote: 'With `quote_expired`: a fresh quote.',
      reason: 'With `upgrade_not_allowed`: why the plan is no upgrade now.',
    },
  },
  Quote: {
    self: 'The frozen price of an upgrade.',
    fields: {
      expiresAt: 'From this instant on it cannot be paid.',
      at: 'The instant for which it is computed; the new anchor under `restart-anchor`.',
      policy: 'Whether the renewal date stays, or billing restarts at `at`.',
      lines: 'In whole minor units; they sum to `dueNowMinor`.',
      dueNowMinor: 'Whole minor units of `currency`.',
      allowance: 'Credits a cycle after the upgrade.',
      used: 'Credits used when it was made.',
      remaining: 'Credits left after it, had nothing else been used.',
    },
  },
  QuoteBody: { self: 'The plan to upgrade to.' },
  RateCard: {
    self: 'Prices in credits. A rule stands for every combination of the values it names; neither an id nor a combination stands twice, nor a value in a list.',
  },
  ResetEntry: {
    self: 'The immutable line of a reset.',
    fields: { expired: 'Credits that were left and expired.' },
  },
  Subscription: {
    self: 'A customer’s plan and its dates.',
    fields: {
      version: 'Grows with every change.',
      anchor: 'The instant from which every boundary is counted.',
      billingPeriod: 'Between two charges, half-open.',
      creditCycle: 'Between two resets, half-open; always a month.',
      nextCharge: 'Null when none will follow.',
      upcoming:
        'The next twelve resets and charges: fewer where the plan ends, no charges once it is canceled, none at all while a payment is missing.',
    },
  },
  UpgradeBody: { self: 'The quote to pay.' },
  UpgradeReply: { self: 'The entry of the upgrade, and subscription and balance after it.' },
  Usage: {
    self: 'Credits by day, tool and model.',
    fields: {
      day: 'In the zone that was asked for.',
      model: 'Null for tools without models.',
      count: 'Generations.',
    },
  },
  Query: {
    fields: {
      from: 'Entries from this instant on.',
      to: 'Entries before this instant.',
      timeZone: 'IANA id of the zone whose days are counted.',
      cursor: 'The `nextCursor` of the page before.',
      limit: 'Entries a page, 1 to 200.',
      kind: 'Only entries of this kind.',
      tool: 'Only generations with this tool.',
      model: 'Only generations with this model.',
      q: 'Only entries whose id, tool or model contains this, whatever the case.',
    },
  },
};
