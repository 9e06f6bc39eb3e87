import { HttpResponse } from 'msw';
import { type ProblemCode, problems } from '../api/contract.ts';

/** A reply that refuses as any endpoint may, for a test that turns the server against the page midway. */
export function refuse(code: ProblemCode): Response {
  const [status, title] = problems[code];
  return HttpResponse.json(
    { type: 'about:blank', title, status, code },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );
}
