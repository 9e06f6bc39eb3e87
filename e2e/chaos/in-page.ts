import type { BillingEvent } from '../../mocks/billing/state.ts';

/**
 * What runs inside the page. Playwright hands these functions over as text: each stands alone, and whatever it returns
 * arrives as JSON.
 */

/** A charge as it left the page. */
export interface Order {
  key: string;
  /** The words on the button that was pressed for it. */
  pressed: string;
  /** As sent: a generation names its credits, an upgrade its quote. */
  body: { credits?: number; quoteId?: string };
}

/** Requests of one page since it was opened. */
export interface Traffic {
  underWay: number;
  sent: number;
  /** From now on a failed request is sent again until it is not: for the page, the faults have stopped. */
  calm: boolean;
  /** Asks the billing API past all faults, and past the screen. */
  ask(path: string): Promise<unknown>;
}

declare global {
  interface Window {
    traffic: Traffic;
    ordered(order: Order): Promise<void>;
    /** Of each request: whether it was lost, answered with an error of the server, or with nonsense. */
    sent(failed: boolean): Promise<void>;
  }
}

/** Watches what is pressed and what is sent, from before the page's own code runs. */
export function observe(): void {
  const { fetch } = window;
  let pressed = '';
  addEventListener(
    'click',
    ({ target }) => {
      pressed = (target instanceof Element && target.closest('button')?.textContent) || pressed;
    },
    true,
  );

  async function hasFailed(reply: Promise<Response>): Promise<boolean> {
    try {
      const body = await (await reply).clone().json();
      const isStruck = body.title === 'The server answered 500';
      // A 500 that no fault rule made is a fault of the embedded API itself.
      if (body.code === 'internal_error' && !isStruck) console.error(body.detail);
      return isStruck || 'unexpected' in body;
    } catch {
      return true;
    }
  }

  async function send(request: Parameters<typeof fetch>, pastFaults: boolean): Promise<Response> {
    traffic.underWay += 1;
    for (;;) {
      traffic.sent += 1;
      const reply = fetch(...request);
      const failed = (await hasFailed(reply)) && !request[1]?.signal?.aborted;
      void window.sent(failed);
      if (failed && (pastFaults || traffic.calm)) continue;
      traffic.underWay -= 1;
      return reply;
    }
  }

  const traffic: Traffic = {
    underWay: 0,
    sent: 0,
    calm: false,
    ask: async (path) => (await send([path], true)).json(),
  };
  window.traffic = traffic;
  window.fetch = (...request) => {
    const [, init] = request;
    const key = new Headers(init?.headers).get('Idempotency-Key');
    if (key !== null) void window.ordered({ key, pressed, body: JSON.parse(String(init?.body)) });
    return send(request, false);
  };
}

/** The figures and sentences on screen that promise something about credits. */
export function readScreen() {
  const textOf = (selector: string) => document.querySelector(selector)?.textContent ?? null;
  return {
    meter: document.querySelector('header [role=meter]')?.getAttribute('aria-valuetext') ?? null,
    left: textOf('[aria-label="Credit balance"] > p'),
    used: textOf('[aria-label="Credit balance"] ul li:last-child'),
    receipt: textOf('[aria-label="Receipt"]'),
    alerts: [...document.querySelectorAll('[role=alert]')].map(({ textContent }) => textContent),
    all: document.body.textContent,
  };
}

/** Every event that the embedded API has stored, oldest first. */
export async function readStore(): Promise<BillingEvent[]> {
  const names = (await indexedDB.databases()).map(({ name = '' }) => name);
  const [name = ''] = names.filter((candidate) => candidate.startsWith('billing?'));
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  return new Promise((resolve, reject) => {
    const reading = database.transaction('events').objectStore('events').getAll();
    reading.onsuccess = () => resolve(reading.result);
    reading.onerror = () => reject(reading.error);
    database.close();
  });
}
