import * as v from 'valibot';
import { LedgerQuerySchema, UsageQuerySchema } from '../../src/api/schemas.ts';
import { ledgerPage } from '../billing/ledger-page.ts';
import { faultIn } from '../billing/refusal.ts';
import { usageOf } from '../billing/usage.ts';
import { type Endpoint, refused } from '../respond.ts';

export const getUsage: Endpoint = ({ state }, { query }) => {
  const parsed = v.safeParse(UsageQuerySchema, query);
  if (!parsed.success) return refused({ code: 'invalid_request', detail: faultIn(parsed.issues) });
  const { from, to, timeZone } = parsed.output;
  return { status: 200, body: usageOf(state, from, to, timeZone) };
};

export const getLedger: Endpoint = ({ state }, { query }) => {
  const parsed = v.safeParse(LedgerQuerySchema, query);
  if (!parsed.success) return refused({ code: 'invalid_request', detail: faultIn(parsed.issues) });
  const { cursor, limit, ...filter } = parsed.output;
  return { status: 200, body: ledgerPage(state, filter, cursor ?? null, limit) };
};
