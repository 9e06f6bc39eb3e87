import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import type { Subscription } from '../api/schemas.ts';
import { buildPlan, buildSubscription } from '../testing/build-customer.ts';
import { createFormats } from '../units/formats.ts';
import { instantAt } from '../units/instants.ts';
import { renewalCalendar } from './renewal-calendar.ts';

const NOW = '2026-04-21T09:00:07Z';
const months = ['05', '06', '07', '08', '09', '10', '11', '12'];
const resets = months.map((month) => `2026-${month}-01T09:00:00Z`);
const charges = resets.map((at) => ({ at, amountMinor: 4999, currency: 'USD' }));
const active = buildSubscription({ upcoming: { resets, charges } });

const write = (subscription: Subscription, { at = NOW, account = 'customer-1', locale = 'en-US' } = {}) =>
  renewalCalendar(subscription, account, at, createFormats(locale, 'Europe/Paris'));

/** The events of a file, as another library reads them. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      at: instantAt(event.startDate.toUnixTime() * 1000),
      zone: event.startDate.zone.tzid,
      summary: event.summary,
      description: event.description,
      stamp: instantAt(Date.parse(String(component.getFirstPropertyValue('dtstamp')))),
    };
  });
}

describe('A calendar file, read by another parser', () => {
  test('has every reset and every charge at its instant, in UTC', () => {
    const events = read(write(active));
    const ofKind = (kind: string) => events.filter(({ uid }) => uid.startsWith(kind)).map(({ at }) => at);
    expect(ofKind('reset')).toEqual(resets);
    expect(ofKind('charge')).toEqual(charges.map(({ at }) => at));
    expect(new Set(events.map(({ zone }) => zone))).toEqual(new Set(['UTC']));
  });

  test('says in each what happens, in the customer’s figures', () => {
    const [reset, charge] = read(write(active));
    expect(reset).toMatchObject({
      summary: 'Credits reset to 40,000',
      description:
        'AI Suite Starter 40K: what is left of this cycle expires, and 40,000 credits are there (9:00 AM UTC).',
    });
    expect(charge?.summary).toBe('AI credits: you are charged $49.99');
    expect(read(write(active, { locale: 'de-DE' }))[1]?.summary).toContain('49,99');
  });

  test('is stamped with the server’s time', () => {
    expect(read(write(active)).map(({ stamp }) => stamp)).toEqual(new Array<string>(16).fill(NOW));
  });

  test('has one UID for one moment of one account, whenever it is written', () => {
    const uids = (text: string) => read(text).map(({ uid }) => uid);
    const first = uids(write(active));
    expect(new Set(first).size).toBe(16);
    expect(uids(write(active, { at: '2026-04-25T00:00:00Z', locale: 'ja-JP' }))).toEqual(first);
    const later = { resets: resets.slice(1), charges: charges.slice(1) };
    expect(uids(write({ ...active, upcoming: later }))).toEqual(first.slice(2));
    expect(uids(write(active, { account: 'customer-2' })).some((uid) => first.includes(uid))).toBe(false);
  });

  test('keeps commas, semicolons, backslashes, line breaks and letters of all scripts in a plan’s name', () => {
    const name =
      'Größe; “L”, 40K \\ 映像と音声のための、とても長い名前のプラン 🎬 for studios, agencies; and\nothers';
    const [reset] = read(write({ ...active, plan: buildPlan({ name }) }));
    expect(reset?.description.startsWith(`${name}: `)).toBe(true);
  });

  test('is folded to lines of at most 75 bytes, ended as RFC 5545 has it', () => {
    const name = '映像と音声のための、とても長い名前のプラン。'.repeat(6);
    const text = write({ ...active, plan: buildPlan({ name }) });
    const lines = text.split('\r\n');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(read(text)[0]?.description).toContain(name);
  });

  test('has the end of a canceled plan in place of charges', () => {
    const canceling = buildSubscription({
      status: 'canceling',
      nextCharge: null,
      upcoming: { resets: [], charges: [] },
    });
    expect(read(write(canceling))).toMatchObject([
      { at: '2026-05-01T09:00:00Z', summary: 'AI Suite Starter 40K ends' },
    ]);
  });
});
