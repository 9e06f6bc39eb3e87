import { problem } from '../mocks/respond.ts';
import type { Sandbox, Sandboxes } from './sandboxes.ts';

const COOKIE = 'sandbox';

/** The sandbox that a request's cookie names, as `open` takes it; null without such a cookie. */
export function sandboxCookie(header: string | undefined): string | null {
  const pair = header?.split('; ').find((candidate) => candidate.startsWith(`${COOKIE}=`));
  // Decodes as decodeURIComponent does, and does not throw where that would.
  return new URLSearchParams(pair).get(COOKIE);
}

/**
 * What stands beside the API to try it with, null for any other path: choosing a sandbox as signing in chooses a
 * customer, starting it over, and letting time pass in it.
 */
export async function sandboxPage(
  sandboxes: Sandboxes,
  current: Sandbox,
  method: string,
  { pathname, search, searchParams }: URL,
): Promise<Response | null> {
  switch (`${method} ${pathname}`) {
    case 'GET /sandbox':
      return chosen(sandboxes, search);
    case 'POST /sandbox/start-over':
      await current.world.startOver();
      return new Response(null, { status: 204 });
    case 'POST /sandbox/advance':
      return advanced(current, Number(searchParams.get('seconds')));
    default:
      return null;
  }
}

function chosen(sandboxes: Sandboxes, search: string): Response {
  const back = new URLSearchParams(search).get('return');
  if (back !== null && !/^http:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(back)) {
    return refused(
      '`return` leads to a page of this machine: http://127.0.0.1:PORT/… or http://localhost:PORT/….',
    );
  }
  const opened = openOrRefuse(sandboxes, search);
  if (opened instanceof Response) return opened;
  const { name, scenario, link } = opened;
  const headers = {
    'Set-Cookie': `${COOKIE}=${encodeURIComponent(name)}; HttpOnly; SameSite=Lax; Path=/`,
    'Cache-Control': 'no-store',
  };
  if (back !== null) return new Response(null, { status: 303, headers: { ...headers, Location: back } });
  const clock = link.at === undefined ? 'Its clock runs.' : `Its clock stands still at ${link.at}.`;
  const sentence = `“${scenario.title}” is open for this browser. ${scenario.story} ${clock}\n`;
  return new Response(sentence, { headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' } });
}

function openOrRefuse(sandboxes: Sandboxes, search: string): Sandbox | Response {
  try {
    return sandboxes.open(search);
  } catch (error) {
    if (error instanceof RangeError) return refused(error.message);
    throw error;
  }
}

function advanced(sandbox: Sandbox, seconds: number): Response {
  if (!Number.isSafeInteger(seconds) || seconds <= 0) {
    return refused('`seconds` says how much time passes: a whole number above 0.');
  }
  sandbox.advance(seconds * 1000);
  return new Response(null, { status: 204 });
}

function refused(detail: string): Response {
  const { status, body, headers } = problem(400, 'invalid_sandbox', 'No such sandbox', { detail });
  return Response.json(body, { status, headers: { ...headers } });
}
