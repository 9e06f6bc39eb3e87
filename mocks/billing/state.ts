import type {
  Account,
  Cycle,
  Estimate,
  GenerationReply,
  GenerationRequest,
  Interval,
  Period,
  Plan,
  Quote,
  UpgradeReply,
} from '../../src/api/schemas.ts';
import type { Instant } from '../../src/units/instants.ts';
import type { EntryColumns } from './entry-columns.ts';

/**
 * All that the billing system knows of one customer. It is built by `ledger.ts` and owned by it: a long history is
 * appended to in place, never copied.
 */
export interface BillingState {
  /** Everything due up to this instant is booked. */
  at: Instant;
  /** Of the last event applied; 0 at the start. */
  sequence: number;
  account: Account;
  subscription: SubscriptionState;
  /** The credit cycle that runs, or the last one there was. */
  cycle: Period;
  allowance: number;
  /** Credits spent in this cycle, with what an upgrade carried in. */
  usedByTool: Record<string, number>;
  entries: EntryColumns;
  /** Cycles that are over, oldest first. */
  pastCycles: Cycle[];
  quotes: Map<string, IssuedQuote>;
  /** Replies to accepted charges, by idempotency key. */
  replies: Map<string, RememberedReply>;
}

export interface SubscriptionState {
  /** Grows with every change. */
  version: number;
  plan: Plan;
  interval: Interval;
  anchor: Instant;
  /** The end of the billing period with which a canceled plan ends. */
  endsAt: Instant | null;
  /** The charge that failed: no reset from then on. */
  pastDueSince: Instant | null;
}

export interface IssuedQuote {
  quote: Quote;
  subscriptionVersion: number;
  /** The reply to its confirmation, once it is confirmed. */
  confirmation: UpgradeReply | null;
}

export interface RememberedReply {
  fingerprint: string;
  body: GenerationReply | UpgradeReply;
}

/** What tells a repeated request from a new one: the client's key, and endpoint and body as sent. */
export interface Idempotency {
  key: string;
  fingerprint: string;
}

export type BillingEvent = { sequence: number; at: Instant } & NewEvent;

export type NewEvent =
  | {
      kind: 'generation';
      request: GenerationRequest;
      estimate: Estimate;
      voiceName?: string | undefined;
      idempotency?: Idempotency;
    }
  | { kind: 'quote'; quote: Quote }
  | { kind: 'plan-change'; quote: Quote; idempotency?: Idempotency };

/** The part of a customer that a scenario states and nothing has happened to yet. */
export interface StartingState {
  account: Account;
  plan: Plan;
  interval: Interval;
  anchor: Instant;
  endsAt?: Instant;
  pastDueSince?: Instant;
  /**
   * What was spent from the anchor on, with its resets, before any event: a history too long for one object each.
   * The subscription is the same all along.
   */
  history?: EntryColumns;
}
