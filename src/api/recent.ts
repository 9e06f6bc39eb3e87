import type { Instant } from '../units/instants.ts';

/** A request of this page and what became of it, for whoever must explain it later. */
export interface RecentRequest {
  /** Milliseconds since 1970 on the server's clock; null until its first reply has told the time. */
  atMs: number | null;
  method: string;
  path: string;
  requestId: string;
  key: string | null;
  /** Null without a reply. */
  status: number | null;
  code: string | null;
}

const REQUESTS_KEPT = 50;
const REPLIES_KEPT = 50;

/** The last requests, and the last good reply to each question, of the customer who is signed in. */
export const recent = {
  requests: [] as RecentRequest[],
  replies: new Map<string, { asOf: Instant; body: unknown }>(),

  sent(request: RecentRequest): RecentRequest {
    recent.requests.push(request);
    if (recent.requests.length > REQUESTS_KEPT) recent.requests.shift();
    return request;
  },

  heard(path: string, asOf: Instant, body: unknown) {
    recent.replies.delete(path);
    recent.replies.set(path, { asOf, body });
    const [oldest] = recent.replies.keys();
    if (recent.replies.size > REPLIES_KEPT && oldest !== undefined) recent.replies.delete(oldest);
  },

  /** Another customer's page holds nothing of this one's. */
  forget() {
    recent.requests = [];
    recent.replies.clear();
  },
};
