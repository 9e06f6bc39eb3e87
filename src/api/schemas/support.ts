import type { Estimate, Rule, Unpriced } from '../../estimator/index.ts';
import type { Instant } from '../../units/instants.ts';
import type {
  Charge,
  GenerationEntry,
  LedgerEntry,
  Plan,
  PlanChangeEntry,
  Quote,
  Subscription,
} from '../schemas.ts';
import type { Capture } from './capture.ts';

/** What the page may say about the embedded API behind it, and do to it. */
export interface Sandbox {
  scenario: { id: string; title: string; story: string };
  kind: SupportTools['kind'];
  /** Where the link froze the clock, if it did; Support may have moved it since. */
  at: string | undefined;
  /** Fault rules in force, as in the link. */
  faults: readonly string[];
  /** The link's parameters, without `?`; empty for the plain demo. In-app links keep them. */
  search: string;
  /** What a snapshot was shown in; it stands before the device's language and zone, after the account's. */
  setting: ScreenSetting | undefined;
  /** Forgets everything that happened here and opens the scenario anew. */
  startOver(): Promise<void>;
  /** Loads what the support console works with. */
  support(): Promise<SupportTools>;
}

/**
 * What the embedded API tells support and lets it do: the one face of it that the support screens know. All of it
 * is about the sandbox that is open in this page.
 */
export interface SupportTools {
  /** What is open: a scenario of the catalogue, a replay that was imported, or a capture. */
  kind: 'scenario' | 'replay' | 'capture';
  link: OpenLink;
  /** The link's parameters, without `?`, for other parameters; a RangeError says in a sentence what is wrong. */
  linkTo(link: Partial<OpenLink>): string;
  scenarios(): Promise<ScenarioSummary[]>;
  library: SnapshotLibrary;
  /** Null for a capture, which has no clock and no history. */
  world: WorldTools | null;
  /** What was captured, while a capture is open. */
  capture: Capture | null;
}

/** A sandbox link. Equal links are one store; faults and seed can be changed only by going to another link. */
export interface OpenLink {
  /** Undefined where a snapshot is open. */
  scenarioId: string | undefined;
  /** The id of an imported snapshot. */
  snapshot: string | undefined;
  /** Where the link froze the clock, which may have been moved since. */
  at: Instant | undefined;
  seed: string;
  /** Fault rules, such as `POST /v1/generations:drop-reply:1`. */
  faults: readonly string[];
}

export interface ScenarioSummary {
  id: string;
  title: string;
  story: string;
  /** Null when it opens at whatever moment it is first opened. */
  opensAt: Instant | null;
}

/** What the screens show instants and numbers in: the account's, else the device's. */
export interface ScreenSetting {
  locale: string;
  timeZone: string;
}

/** A file to be downloaded. */
export interface SavedFile {
  name: string;
  text: string;
}

/** The snapshots that this browser keeps. */
export interface SnapshotLibrary {
  /**
   * Reads a snapshot or dispute file, keeps it, and says under which link it opens. A bad file changes nothing. The page
   * stays free meanwhile, and `signal` ends it: the reason is thrown then.
   */
  importFile(file: Blob, watch: ImportWatch): Promise<ImportedSnapshot>;
  list(): Promise<KeptSnapshot[]>;
  forget(id: string): Promise<void>;
}

/** How the page follows an import, and ends it. */
export interface ImportWatch {
  signal: AbortSignal;
  onStep(step: ImportStep): void;
}

/** What an import is at, in this order; a capture has nothing to follow. */
export type ImportStep = 'reading' | 'following' | 'asking' | 'comparing';

export interface KeptSnapshot {
  id: string;
  kind: 'replay' | 'capture';
  title: string;
  at: Instant;
  /** The link's parameters, without `?`, under which this browser opens it. */
  search: string;
}

export type ImportedSnapshot =
  | {
      ok: true;
      snapshot: KeptSnapshot;
      /** The first that the replay answers or explains otherwise than its file says; null when all is the same, or for a capture. */
      difference: { path: string; pointer: string; expected: unknown; got: unknown } | null;
      /** The ledger entry that a dispute file is about. */
      disputed: string | null;
    }
  /** `reason` is a sentence that names the place in the file as a JSON Pointer. */
  | { ok: false; reason: string };

/** The clock and the history of a scenario or a replay. */
export interface WorldTools {
  clock(): Promise<ClockState>;
  /**
   * Moves the clock for all tabs. After it, everything on screen is to be asked for again. Without `at` it is stopped
   * or set running where it stands. `discardLater` agrees that a charge there discards the later events.
   */
  moveClock(change: { at?: Instant; running: boolean; discardLater?: boolean }): Promise<ClockState>;
  /** What one may want to jump to, soonest first, the past included. */
  interestingMoments(): Promise<InterestingMoment[]>;
  timeline(): Promise<Told>;
  factsAt(at: Instant): Promise<Facts>;
  differenceOf(before: Facts, after: Facts): FactChange[];
  /** Explains the charge that left this ledger entry; null when no charge did. */
  explain(entryId: string): Promise<Explanation | null>;
  /** The last requests that could charge or quote, oldest first. */
  requests(): Promise<readonly RequestRecord[]>;
  exportReplay(setting: ScreenSetting): Promise<SavedFile>;
  /** All about one charge in one file; null when no charge left this entry. */
  exportDispute(entryId: string, setting: ScreenSetting): Promise<SavedFile | null>;
  /** The present state as a scenario's data file, which opens where the clock stands. */
  exportScenario(about: { id: string; title: string; story: string }): Promise<SavedFile>;
  /** The parameters of a link to that moment, without `?`, here or in this browser's library of snapshots. */
  linkToMoment(at: Instant, setting: ScreenSetting): Promise<string>;
}

export interface ClockState {
  now: Instant;
  frozen: boolean;
  /** How many events are later than now, and hidden. */
  later: number;
  /** Whether a charge now is refused, for it would discard them. */
  refusesCharges: boolean;
  /** The clock goes no further back: the subscription began here. */
  earliest: Instant;
}

export interface InterestingMoment {
  at: Instant;
  what: 'start' | 'event' | 'reset' | 'charge' | 'quote-expiry' | 'plan-end' | 'rate-card';
  /** The moment's id in the timeline, the quote's id or the card's version. */
  id: string;
}

/** What happened, hidden events included. */
export interface Told {
  /** Resets included, oldest first; what is hidden is marked by its instant alone. */
  moments: Moment[];
  /** How many earlier charges are too many to be told; each can be explained by its id all the same. */
  untold: number;
}

/** One request that could charge or quote, and what became of it. */
export interface RequestRecord {
  at: Instant;
  method: string;
  path: string;
  requestId: string | null;
  /** The idempotency key; null where it carried none. */
  key: string | null;
  /** What the server answered; null when it never saw the request. */
  status: number | null;
  /** The code of the problem that it answered, if it did. */
  code: string | null;
  /** The faults that struck it, such as `drop-reply`. */
  faults: readonly string[];
}

/** What a customer has at one moment: the balance, the plan, and both dates. */
export interface Facts {
  at: Instant;
  plan: Pick<Plan, 'id' | 'name'>;
  status: Subscription['status'];
  subscriptionVersion: number;
  allowance: number;
  used: number;
  remaining: number;
  creditCycle: { start: Instant; end: Instant };
  billingPeriod: { start: Instant; end: Instant };
  /** Null when none will follow. */
  resetsAt: Instant | null;
  nextCharge: Charge | null;
}

/** One thing that happened, and what the customer had right after it. */
export interface Moment {
  /** Names the moment within its timeline: the ledger entry's id, the quote's id, or `start`. */
  id: string;
  at: Instant;
  kind: 'start' | 'generation' | 'reset' | 'quote' | 'plan-change';
  /** The ledger entry it left, if it left one. */
  entry: LedgerEntry | null;
  /** The quote that was given or paid. */
  quote: Quote | null;
  after: Facts;
}

export type FactName = Exclude<keyof Facts, 'at'>;

export type FactChange = {
  [Name in FactName]: { fact: Name; before: Facts[Name]; after: Facts[Name] };
}[FactName];

/** All about one charge. The same history makes the same explanation. */
export type Explanation = {
  /** The idempotency key; null where the charge belongs to the scenario itself. */
  key: string | null;
  /** Every request under that key that is still recorded, oldest first: the first accepted one charged. */
  requests: readonly RequestRecord[];
  before: Facts;
  after: Facts;
  changes: readonly FactChange[];
} & (
  | {
      kind: 'generation';
      entry: GenerationEntry;
      /** The figure and the card that the customer agreed to; null where the scenario tells of no request. */
      shown: { credits: number; rateCardVersion: string } | null;
      /** Credits. */
      taken: number;
      /** The rule as it stands in the card of its time; null when that card is not there any more. */
      rule: Rule | null;
      /** The same request under every card, in the order of their dates. */
      underCards: readonly CardEstimate[];
    }
  | { kind: 'plan-change'; entry: PlanChangeEntry; quote: Quote }
);

export interface CardEstimate {
  version: string;
  effectiveFrom: Instant;
  /** The card that was in force when it was charged. */
  inForceThen: boolean;
  /** The card that is in force now. */
  inForceNow: boolean;
  estimate: Estimate | Unpriced;
}
