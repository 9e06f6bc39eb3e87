import * as v from 'valibot';
import type { Estimate, Quote, UpgradeBarrier } from '../../src/api/schemas.ts';

/** Why a request was not carried out. The `code` is stable; the `detail` says what to do and whether it cost anything. */
export interface Refusal {
  code:
    | 'subscription_past_due'
    | 'subscription_ended'
    | 'tool_not_in_plan'
    | 'invalid_request'
    | 'price_changed'
    | 'insufficient_credits'
    | 'upgrade_not_allowed'
    | 'quote_not_found'
    | 'quote_expired'
    | 'payment_declined'
    | 'idempotency_key_missing'
    | 'idempotency_key_reused';
  detail: string;
  estimate?: Estimate;
  required?: number;
  remaining?: number;
  planId?: string | null;
  reason?: UpgradeBarrier;
  quote?: Quote;
}

/** The first fault in a sentence that names where it is: `request.duration: Expected number`. */
export function faultIn([issue]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const path = v.getDotPath(issue);
  return path === null ? issue.message : `${path}: ${issue.message}`;
}
