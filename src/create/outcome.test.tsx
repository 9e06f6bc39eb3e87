import { screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { renderScenario } from '../testing/render-scenario.tsx';
import { spendElsewhere } from '../testing/spend-elsewhere.ts';

const USED_1000 = 'scenario=used-1000&at=2026-04-21T09:00:00Z';
const NEARLY_OUT = 'scenario=nearly-out&at=2026-06-18T15:20:00Z';

afterEach(() => {
  vi.useRealTimers();
});

/** Opens one image of Nano Banana Pro, 400 credits, ready to be generated. */
async function openImage(scenario: string) {
  const { user, server } = await renderScenario({ scenario, path: '/create/text-to-image' });
  await user.type(await screen.findByRole('textbox', { name: 'Prompt' }), 'sea');
  const sent: { key: string | null; requestId: string | null }[] = [];
  server.events.on('request:start', ({ request: { method, headers } }) => {
    if (method !== 'POST') return;
    sent.push({ key: headers.get('Idempotency-Key'), requestId: headers.get('X-Request-Id') });
  });
  return { user, server, sent, button: screen.getByRole('button', { name: 'Generate, 400 credits' }) };
}

const header = () => within(screen.getByRole('banner'));

describe('A reply that never arrives', () => {
  test('is asked for again under the same key: charged once, with its receipt', async () => {
    const { user, sent, button } = await openImage(`${USED_1000}&faults=POST /v1/generations:drop-reply:1`);
    await user.click(button);
    expect(await screen.findByText('400 credits charged, 38,600 left')).toBeVisible();
    expect(sent).toHaveLength(2);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(await header().findByText('38,600 left')).toBeVisible();
  });

  test('however often it fails, is not known to be charged until Try again finds it: charged once', async () => {
    const { user, sent, button } = await openImage(`${USED_1000}&faults=POST /v1/generations:drop-reply:5`);
    await user.click(button);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('It is not known yet whether this was charged');
    expect(sent).toHaveLength(5);
    expect(alert).toHaveTextContent(sent[4]?.requestId ?? 'an id');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('400 credits charged, 38,600 left')).toBeVisible();
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(await header().findByText('38,600 left')).toBeVisible();
  });

  test('is found out about on coming back to the form', async () => {
    const { user, sent, button } = await openImage(`${USED_1000}&faults=POST /v1/generations:drop-reply:5`);
    await user.click(button);
    expect(await screen.findByRole('alert')).toHaveTextContent('It is not known yet');
    await user.click(screen.getByRole('link', { name: 'Overview' }));
    await screen.findByRole('region', { name: 'Credit balance' });
    await user.click(screen.getByRole('link', { name: 'Create' }));
    await user.click(await screen.findByRole('link', { name: 'Text to image' }));
    expect(await screen.findByText('400 credits charged, 38,600 left')).toBeVisible();
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  });

  describe('while a visit to Overview makes the form ask again', () => {
    /** Presses, goes to Overview and comes back, while the first reply waits to be let go; refuses some that follow. */
    async function openTwice(isLost: (attempt: number) => boolean) {
      const { user, server, sent, button } = await openImage(USED_1000);
      const first = Promise.withResolvers<undefined>();
      const posts = http.post('*/v1/generations', () => {
        if (sent.length === 1) return first.promise;
        return isLost(sent.length) ? HttpResponse.error() : undefined;
      });
      server.use(posts);
      await user.click(button);
      await user.click(screen.getByRole('link', { name: 'Overview' }));
      await screen.findByRole('region', { name: 'Credit balance' });
      await user.click(screen.getByRole('link', { name: 'Create' }));
      await user.click(await screen.findByRole('link', { name: 'Text to image' }));
      return { user, sent, letGo: () => first.resolve(undefined) };
    }

    const keysOf = (sent: { key: string | null }[]) => new Set(sent.map(({ key }) => key));
    const tryAgain = () => within(screen.getByRole('alert')).getByRole('button', { name: 'Try again' });

    test('does not put away the next press, whose outcome is not known: each is charged once', async () => {
      const { user, sent, letGo } = await openTwice((attempt) => attempt >= 3 && attempt <= 7);
      expect(await screen.findByText('400 credits charged, 38,600 left')).toBeVisible();
      await user.click(screen.getByRole('button', { name: 'Generate, 400 credits' }));
      expect(await screen.findByRole('alert')).toHaveTextContent('It is not known yet');
      letGo();
      expect(await header().findByText('38,600 left')).toBeVisible();
      await user.click(tryAgain());
      expect(await screen.findByText('400 credits charged, 38,200 left')).toBeVisible();
      expect(keysOf(sent).size).toBe(2);
    });

    test('and that fails though the first reply comes, Try again and the button find it: charged once', async () => {
      const { user, sent, letGo } = await openTwice((attempt) => attempt <= 6);
      expect(await screen.findByRole('alert')).toHaveTextContent('It is not known yet');
      letGo();
      expect(await header().findByText('38,600 left')).toBeVisible();
      await user.click(screen.getByRole('button', { name: 'Generate, 400 credits' }));
      expect(await screen.findByText('400 credits charged, 38,600 left')).toBeVisible();
      expect(keysOf(sent).size).toBe(1);
    });
  });

  test('because the request never did is charged once it does', async () => {
    const { user, sent, button } = await openImage(`${USED_1000}&faults=POST /v1/generations:drop-request:2`);
    await user.click(button);
    expect(await screen.findByText('400 credits charged, 38,600 left')).toBeVisible();
    expect(sent).toHaveLength(3);
  });
});

describe('A reply that makes no sense', () => {
  test.each(['malformed', 'wrong-shape'])('(%s) is asked for again under the same key', async (fault) => {
    const { user, button } = await openImage(`${USED_1000}&faults=POST /v1/generations:${fault}:1`);
    await user.click(button);
    expect(await screen.findByText('400 credits charged, 38,600 left')).toBeVisible();
    expect(await header().findByText('38,600 left')).toBeVisible();
  });

  test('for good leaves it unknown, shows no NaN, and the id that support needs', async () => {
    const { user, sent, button } = await openImage(`${USED_1000}&faults=POST /v1/generations:malformed`);
    await user.click(button);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('It is not known yet whether this was charged');
    expect(alert).toHaveTextContent(sent.at(-1)?.requestId ?? 'an id');
    expect(document.body).not.toHaveTextContent(/NaN|undefined|Invalid/);
    // It was charged, and the balance, asked for afresh, says so.
    expect(await header().findByText('38,600 left')).toBeVisible();
  });
});

test('A server that fails for good charges nothing, and the balance stays', async () => {
  const { user, sent, button } = await openImage(`${USED_1000}&faults=POST /v1/generations:500`);
  await user.click(button);
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent(sent.at(-1)?.requestId ?? 'an id');
  expect(sent).toHaveLength(5);
  expect(await header().findByText('39,000 left')).toBeVisible();
  expect(screen.queryByRole('region', { name: 'Receipt' })).not.toBeInTheDocument();
});

test('A press after a refusal is a new request under a new key', async () => {
  const { user, sent, button } = await openImage(`${USED_1000}&faults=POST /v1/generations:403:1`);
  await user.click(button);
  expect(await screen.findByRole('alert')).toHaveTextContent('Nothing was charged');
  await user.click(button);
  expect(await screen.findByText('400 credits charged, 38,600 left')).toBeVisible();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
});

test('Another tab that spends the last credits first: the server refuses, nothing is charged, the balance is fresh', async () => {
  const { user, button } = await openImage(NEARLY_OUT);
  await spendElsewhere({ tool: 'text-to-image', model: 'Flux 2.0 Pro', images: 3 }, 240);
  expect(button).toHaveAccessibleName('Generate, 400 credits');
  await user.click(button);
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Not enough credits. Nothing was charged');
  expect(alert).toHaveTextContent('It takes 400 credits and 300 are left. AI Suite 240K would cover it.');
  expect(await screen.findByRole('button', { name: 'Generate, 400 credits, 100 short' })).toBe(button);
  await user.unhover(button);
  expect(await header().findByText('300 left')).toBeVisible();
});

describe('At midnight the prices change under an open form:', () => {
  /** Opens a script of 1,234 characters a minute before, at 10 characters a credit; then it is midnight. */
  async function openOverMidnight(model: RegExp) {
    const { user } = await renderScenario({
      scenario: 'scenario=price-change',
      path: '/create/text-to-speech',
    });
    await user.click(await screen.findByRole('radio', { name: model }));
    await user.click(screen.getByRole('textbox', { name: 'Script' }));
    await user.paste('x'.repeat(1234));
    const button = screen.getByRole('button', { name: 'Generate, 124 credits' });
    vi.setSystemTime(Date.now() + 61_000);
    return { user, button };
  }

  test('247 in place of 124 is not charged until the customer has seen it and pressed again', async () => {
    const { user, button } = await openOverMidnight(/^Eleven v2, /);
    await user.click(button);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The price has changed. Nothing was charged');
    expect(alert).toHaveTextContent('124 credits');
    expect(alert).toHaveTextContent('1,234 characters / 5 = 246.8, charged as 247 credits');
    expect(await screen.findByRole('button', { name: 'Generate, 247 credits' })).toBe(button);
    expect(await header().findByText('37,760 left')).toBeVisible();
    await user.click(button);
    expect(await screen.findByText('247 credits charged, 37,513 left')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  test('an unchanged 124 under the newer card goes through at once', async () => {
    const { user, button } = await openOverMidnight(/^Cartesia, /);
    await user.click(button);
    expect(await screen.findByText('124 credits charged, 37,636 left')).toBeVisible();
  });
});
