import type { Problem } from './schemas.ts';

type Failure = { requestId: string } & (
  | { kind: 'unreachable' }
  | { kind: 'session-ended'; status: number }
  | { kind: 'unintelligible'; status: number }
  | { kind: 'problem'; status: number; problem: Problem }
);

/** A request that brought no usable reply. `requestId` is what support needs to find it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.kind === 'problem' ? failure.problem.title : failure.kind);
    this.failure = failure;
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
    const { failure } = this;
    return failure.kind === 'unreachable' || failure.kind === 'unintelligible' || this.isBusy;
  }

  /**
   * Whether a charge may have been made though this is how its last attempt ended. A session that has ended is refused
   * before anything else is looked at: after an earlier attempt without an answer (`repeated`) that tells nothing.
   */
  leavesChargeOpen(repeated: boolean): boolean {
    return this.isUncertain || (repeated && this.failure.kind === 'session-ended');
  }

  /** Whether the server itself failed or asked to be left alone for a while. */
  get isBusy(): boolean {
    const { failure } = this;
    return 'status' in failure && (failure.status >= 500 || failure.status === 429);
  }
}
