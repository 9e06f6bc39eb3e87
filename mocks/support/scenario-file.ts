import { allowedOfScenario, redact } from '../../src/api/schemas/redaction.ts';
import type { BillingEvent } from '../billing/state.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { WorldRecord } from './steer.ts';

type Told = Scenario['events'][number];

/**
 * The state of a world as a scenario that opens where its clock stands, with placeholders for names. Ids are given
 * anew and what is hidden stays out; prices come from the cards again.
 */
export function scenarioOf(
  { opened: { start }, events, now }: WorldRecord,
  { creditUnusedTime }: Scenario,
  about: { id: string; title: string; story: string },
): Scenario {
  if (start.history) {
    throw new RangeError(
      'This scenario’s history is drawn from a seed up to its opening, and cannot be told as a file of events. Save a replay instead.',
    );
  }
  const { account, plan, interval, anchor, endsAt, pastDueSince } = start;
  const { name, email, locale, timeZone } = account;
  return redact(
    {
      ...about,
      opensAt: now,
      account: { name, email, locale, timeZone },
      subscription: { planId: plan.id, interval, anchor, endsAt, pastDueSince },
      creditUnusedTime,
      events: events.filter(({ at }) => at <= now).map(tellingOf),
    },
    allowedOfScenario,
  ) as Scenario;
}

function tellingOf(event: BillingEvent): Told {
  const { at } = event;
  switch (event.kind) {
    case 'generation':
      return { at, generate: event.request, ...(event.voiceName && { voiceName: event.voiceName }) };
    case 'quote':
      return { at, quoteFor: event.quote.plan.id };
    case 'plan-change':
      return { at, confirmFor: event.quote.plan.id };
  }
}
