import type { Problem } from './schemas.ts';

type Failure = { requestId: string } & (
  | { kind: 'unreachable' }
  | { kind: 'timed-out' }
  | { kind: 'session-ended'; status: number }
  | { kind: 'unintelligible'; status: number }
  | { kind: 'problem'; status: number; problem: Problem }
);

interface Circumstances {
  /** For how long the server asked to be left alone, in milliseconds; null where it did not. */
  retryAfterMs?: number | null;
  /** The same charge was out before, and no answer to it could be used. */
  wasOpen?: boolean;
}

/** A request that brought no usable reply. `requestId` is what support needs to find it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly failure: Failure;
  readonly retryAfterMs: number | null;
  readonly #wasOpen: boolean;

  constructor(failure: Failure, { retryAfterMs = null, wasOpen = false }: Circumstances = {}) {
    super(failure.kind === 'problem' ? failure.problem.title : failure.kind);
    this.failure = failure;
    this.retryAfterMs = retryAfterMs;
    this.#wasOpen = wasOpen;
  }

  /** The same failure of a charge that an earlier attempt left open. */
  afterOpen(): ApiError {
    return new ApiError(this.failure, { retryAfterMs: this.retryAfterMs, wasOpen: true });
  }

  get requestId(): string {
    return this.failure.requestId;
  }

  /** The stable code of a problem, or null when there was none. */
  get code(): string | null {
    return this.failure.kind === 'problem' ? this.failure.problem.code : null;
  }

  get problem(): Problem | null {
    return this.failure.kind === 'problem' ? this.failure.problem : null;
  }

  /** Whether the server may have acted without its answer arriving: only the same key again can tell. */
  get isUncertain(): boolean {
    const { kind } = this.failure;
    if (this.#status === 429) return false;
    return kind === 'unreachable' || kind === 'timed-out' || kind === 'unintelligible' || this.isBusy;
  }

  /**
   * Whether a charge may have been made though this is how its last attempt ended. After an attempt without an answer
   * only what billing decides once it has looked for the key tells: a session that has ended, a server that is asked
   * too often, or a gateway refuse before anybody looks.
   */
  get leavesChargeOpen(): boolean {
    return this.isUncertain || (this.#wasOpen && !this.#isDecision);
  }

  get #isDecision(): boolean {
    return (
      [402, 409, 422].includes(this.#status) ||
      this.code === 'tool_not_in_plan' ||
      this.code === 'quote_not_found'
    );
  }

  /** Whether the server itself failed or asked to be left alone for a while. */
  get isBusy(): boolean {
    return this.#status >= 500 || this.#status === 429;
  }

  /** 0 where no reply arrived. */
  get #status(): number {
    return 'status' in this.failure ? this.failure.status : 0;
  }
}
