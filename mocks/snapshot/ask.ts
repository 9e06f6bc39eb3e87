import { routes } from '../handlers/all.ts';
import type { Endpoint, Input } from '../respond.ts';
import type { World } from '../world.ts';

/** What an endpoint answers, without faults and without being recorded. */
export interface Asked {
  status: number;
  /** As the wire carries it. */
  text: string;
}

/** Asks a world what a GET of this path answers at its instant, without a network or faults in between. */
export function ask(world: World, path: string): Promise<Asked> {
  const { endpoint, input } = findRoute(path);
  return world.transact((session) => {
    const { status, body } = endpoint(session, input);
    return { status, text: JSON.stringify(body) };
  });
}

function findRoute(path: string): { endpoint: Endpoint; input: Input } {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  for (const [method, template, endpoint] of routes) {
    const [fixed = '', name] = template.split(':');
    const matches = name === undefined ? pathname === fixed : pathname.startsWith(fixed);
    if (method !== 'get' || !matches) continue;
    const params = name === undefined ? {} : { [name]: decodeURIComponent(pathname.slice(fixed.length)) };
    return { endpoint, input: inputOf(params, Object.fromEntries(searchParams)) };
  }
  throw new RangeError(`The billing API has no GET ${pathname}.`);
}

function inputOf(params: Record<string, string>, query: Record<string, string>): Input {
  return { params, query, body: undefined, idempotency: null, ifNoneMatch: null, paymentDeclined: false };
}
