import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRateCard, type RateCard, UNITS } from './rate-card.ts';
import { anyEvenCard, anyUnevenCard } from './testing/build-rate-card.ts';
import { shippedRateCard } from './testing/shipped-rate-card.ts';

const january = shippedRateCard('2026-01');

const card: RateCard = {
  version: '2026-07',
  effectiveFrom: '2026-07-01T00:00:00Z',
  rules: [
    {
      id: 'tts',
      tool: 'text-to-speech',
      model: 'Cartesia',
      unit: 'character',
      unitSize: 10,
      creditsPerUnit: 1,
    },
    {
      id: 't2v-veo',
      tool: 'text-to-video',
      model: 'Veo 3.1',
      unit: 'second',
      unitSize: 1,
      creditsPerUnit: 500,
      when: { audio: [true, false], aspect: ['16:9', '9:16'], resolution: '1080p', duration: [4, 6, 8] },
    },
    {
      id: 'music',
      tool: 'music',
      unit: 'track',
      unitSize: 1,
      creditsPerUnit: 50,
      maxQuantity: 2,
      maxInputImages: 1,
    },
  ],
};

/** The card with the value at each pointer replaced, added or, for undefined, removed. */
function changed(changes: Record<string, unknown>): unknown {
  const copy = structuredClone(card);
  for (const [pointer, value] of Object.entries(changes)) {
    const keys = pointer.split('/').slice(1);
    const last = keys.pop() ?? '';
    const parent = keys.reduce<Record<string, unknown>>(
      (node, key) => node[key] as Record<string, unknown>,
      copy as unknown as Record<string, unknown>,
    );
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return copy;
}

function faultPaths(value: unknown): string[] {
  const parsed = parseRateCard(value);
  return parsed.ok ? [] : parsed.faults.map(({ path }) => path);
}

describe('parseRateCard takes', () => {
  test('a card that prices video by the second, has one model less and adds music by the track', () => {
    expect(parseRateCard(card)).toEqual({ ok: true, rateCard: card });
  });

  test.each(['2025-11', '2026-01'] as const)('the card of %s, as it is shipped', (version) => {
    const rateCard = shippedRateCard(version);
    expect(parseRateCard(rateCard)).toEqual({ ok: true, rateCard });
  });

  test.each(UNITS)('the unit %s', (unit) => {
    expect(faultPaths(changed({ '/rules/0/unit': unit }))).toEqual([]);
  });

  test.each([
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00Z',
    '2026-01-01T00:00:00.123456789Z',
    '2026-01-01T00:00:00,5Z',
    '2026-01-01t00:00:00z',
    '2026-01-01T01:00:00+01:00',
    '2025-12-31T18:30:00-0530',
    '2026-01-01T01:00:00+01',
    '2028-02-29T23:59:59Z',
  ])('the instant %s', (effectiveFrom) => {
    expect(faultPaths({ ...card, effectiveFrom })).toEqual([]);
  });

  test('rules that differ in one option, or in the tool only', () => {
    const [speech, video] = card.rules;
    const rules = [
      { ...video, id: '4K', when: { ...video?.when, resolution: '4K' } },
      { ...video, id: 'square', when: { ...video?.when, aspect: '1:1' } },
      { ...video, id: '12s', when: { ...video?.when, duration: 12 } },
      { ...video, id: 'other-model', model: 'Veo 3' },
      { ...video, id: 'other-tool', tool: 'image-to-video' },
      { ...speech, id: 'other-voice', model: 'Eleven v2' },
    ];
    expect(faultPaths({ ...card, rules: [...card.rules, ...rules] })).toEqual([]);
  });

  test('every card of the laws, as it is', () => {
    fc.assert(
      fc.property(fc.oneof(anyEvenCard, anyUnevenCard), (rateCard) => {
        expect(parseRateCard(structuredClone(rateCard))).toEqual({ ok: true, rateCard });
      }),
    );
  });
});

describe('parseRateCard refuses', () => {
  test.each([null, undefined, 'card', 7, true, [], [card]])('%j for a card, at the root', (value) => {
    expect(faultPaths(value)).toEqual(['']);
  });

  test.each([
    '/version',
    '/effectiveFrom',
    '/rules',
    '/rules/0/id',
    '/rules/0/tool',
    '/rules/0/unit',
    '/rules/0/unitSize',
    '/rules/0/creditsPerUnit',
  ])('a card without %s, where it belongs', (path) => {
    expect(parseRateCard(changed({ [path]: undefined }))).toEqual({
      ok: false,
      faults: [{ path, message: 'This field is missing.' }],
    });
  });

  test.each([
    '/currency',
    '/rules/2/price',
    '/rules/1/when/fps',
    '/rules/1/when/model',
    '/rules/0/toString',
    '/rules/0/constructor',
  ])('the unknown field %s', (path) => {
    expect(parseRateCard(changed({ [path]: 1 }))).toEqual({
      ok: false,
      faults: [{ path, message: 'There is no such field.' }],
    });
  });

  test('every unknown field, its name escaped as RFC 6901 has it', () => {
    const rule = { ...card.rules[0], 'a/b': 1, 'c~d': 2, '~1': 3 };
    expect(faultPaths({ ...card, rules: [rule] })).toEqual([
      '/rules/0/a~1b',
      '/rules/0/c~0d',
      '/rules/0/~01',
    ]);
  });

  test('a field named __proto__, and takes nothing from it', () => {
    const text = JSON.stringify(card).replace('"version":"2026-07"', '"__proto__":{"version":"2026-07"}');
    expect(faultPaths(JSON.parse(text))).toEqual(['/version', '/__proto__']);
  });

  const positive = 'This must be a whole number, 1 or more.';
  const object = 'This must be an object.';
  const text = 'This must be a text.';
  const emptyText = 'This text must not be empty.';
  const emptyList = 'This list must not be empty.';
  const valueOrList = 'This must be a value or a list of values.';
  const unit = 'This must be one of character, second, image, generation, clone, track.';

  test.each<[string, unknown, string]>([
    ['/version', '', emptyText],
    ['/version', 2026, text],
    ['/rules', {}, 'This must be a list of rules.'],
    ['/rules', [], emptyList],
    ['/rules/0', null, object],
    ['/rules/0', [], object],
    ['/rules/0/id', '', emptyText],
    ['/rules/0/tool', 7, text],
    ['/rules/0/model', null, text],
    ['/rules/0/model', '', emptyText],
    ['/rules/0/unit', 'hour', unit],
    ['/rules/0/unit', 'toString', unit],
    ['/rules/0/unitSize', 0, positive],
    ['/rules/0/unitSize', '10', positive],
    ['/rules/0/unitSize', 0.5, positive],
    ['/rules/0/creditsPerUnit', -1, positive],
    ['/rules/0/creditsPerUnit', 1.5, positive],
    ['/rules/0/creditsPerUnit', Number.NaN, positive],
    ['/rules/0/creditsPerUnit', Number.POSITIVE_INFINITY, positive],
    ['/rules/0/creditsPerUnit', 2 ** 53, positive],
    ['/rules/2/maxQuantity', 0, positive],
    ['/rules/2/maxInputImages', 1.5, positive],
    ['/rules/1/when', null, object],
    ['/rules/1/when', [], object],
    ['/rules/1/when/audio', 'yes', valueOrList],
    ['/rules/1/when/audio', [], emptyList],
    ['/rules/1/when/aspect', [], emptyList],
    ['/rules/1/when/aspect', '', emptyText],
    ['/rules/1/when/resolution', [], emptyList],
    ['/rules/1/when/resolution', 720, valueOrList],
    ['/rules/1/when/duration', [], emptyList],
    ['/rules/1/when/duration', 0, 'This must be more than 0 seconds.'],
    ['/rules/1/when/duration', '8', valueOrList],
    ['/rules/1/when/duration', Number.POSITIVE_INFINITY, 'This is too many seconds to count.'],
    ['/rules/1/when/audio/1', 'yes', 'This must be true or false.'],
    ['/rules/1/when/aspect/1', 1, text],
    ['/rules/1/when/aspect/1', '', emptyText],
    ['/rules/1/when/duration/1', -1, 'This must be more than 0 seconds.'],
    ['/rules/1/when/duration/1', '6', 'This must be a number of seconds.'],
  ])('at %s the value %j: %s', (path, value, message) => {
    expect(parseRateCard(changed({ [path]: value }))).toEqual({ ok: false, faults: [{ path, message }] });
  });

  test.each([
    'tomorrow',
    '2026-01-01',
    '2026-01-01T00:00:00',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2027-02-29T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:00+25:00',
    ' 2026-01-01T00:00:00Z',
    1767225600000,
  ])('the instant %j', (effectiveFrom) => {
    expect(parseRateCard({ ...card, effectiveFrom })).toEqual({
      ok: false,
      faults: [
        {
          path: '/effectiveFrom',
          message: 'This must be an ISO 8601 instant, such as 2026-01-01T00:00:00Z.',
        },
      ],
    });
  });

  test('an id given twice, at the later one', () => {
    expect(parseRateCard(changed({ '/rules/2/id': 'tts' }))).toEqual({
      ok: false,
      faults: [{ path: '/rules/2/id', message: 'An earlier rule has this id.' }],
    });
  });

  test('two rules without an id for that alone: nothing is no id given twice', () => {
    expect(faultPaths(changed({ '/rules/1/id': undefined, '/rules/2/id': undefined }))).toEqual([
      '/rules/1/id',
      '/rules/2/id',
    ]);
  });

  test('a combination given twice, at the later rule', () => {
    expect(parseRateCard({ ...card, rules: [...card.rules, { ...card.rules[0], id: 'again' }] })).toEqual({
      ok: false,
      faults: [{ path: '/rules/3', message: 'An earlier rule prices one of these combinations.' }],
    });
  });

  test('a rule of which one combination of twelve is given already', () => {
    const corner = {
      ...card.rules[1],
      id: 'corner',
      when: { audio: true, aspect: ['1:1', '9:16'], resolution: '1080p', duration: [2, 8] },
    };
    expect(faultPaths({ ...card, rules: [...card.rules, corner] })).toEqual(['/rules/3']);
  });

  test('a rule without a duration beside rules with some: two would price 8 s', () => {
    const anyLength = { ...card.rules[1], id: 'any-length', when: { audio: true } };
    expect(faultPaths({ ...card, rules: [...card.rules, anyLength] })).toEqual(['/rules/3']);
  });

  test('a list that repeats a value: the rule gives a combination twice', () => {
    expect(parseRateCard(changed({ '/rules/1/when/aspect': ['16:9', '9:16', '16:9'] }))).toEqual({
      ok: false,
      faults: [{ path: '/rules/1', message: 'One of the lists names a value twice.' }],
    });
  });

  test('a rule copied whole, for its id and for its combinations', () => {
    expect(faultPaths({ ...card, rules: [...card.rules, card.rules[0]] })).toEqual([
      '/rules/3/id',
      '/rules/3',
    ]);
  });

  test('a card with many faults, naming each', () => {
    const faulty = changed({
      '/version': undefined,
      '/effectiveFrom': 'soon',
      '/rules/0/unit': 'hour',
      '/rules/0/unitSize': 0,
      '/rules/1/when/duration': [],
      '/rules/2/id': 'tts',
      '/rules/2/extra': 1,
      '/extra': 1,
    });
    expect(faultPaths(faulty).toSorted()).toEqual(
      [
        '/version',
        '/effectiveFrom',
        '/extra',
        '/rules/0/unit',
        '/rules/0/unitSize',
        '/rules/1/when/duration',
        '/rules/2/extra',
        '/rules/2/id',
      ].toSorted(),
    );
  });
});

describe('laws', () => {
  const anyIndex = fc.nat({ max: january.rules.length - 1 });
  const json = fc.jsonValue();

  test('in any rule of the shipped card, each fault is named where it is', () => {
    const required = ['id', 'tool', 'unit', 'unitSize', 'creditsPerUnit'] as const;
    const notPositive = fc.oneof(
      fc.integer({ max: 0 }),
      fc.double().filter((value) => !Number.isInteger(value)),
      fc.string(),
    );
    const anyFault = fc.oneof(
      fc.constantFrom(...required).map((name) => ({ name, value: undefined })),
      fc
        .tuple(fc.constantFrom('unitSize', 'creditsPerUnit', 'maxQuantity'), notPositive)
        .map(([name, value]) => ({ name, value })),
      fc.string().map((text) => ({ name: 'unit', value: `${text}s` })),
      fc.stringMatching(/^[a-z]{3,9}$/).map((text) => ({ name: `x-${text}`, value: text })),
    );
    fc.assert(
      fc.property(anyIndex, anyFault, (index, { name, value }) => {
        const rules = structuredClone(january.rules) as Record<string, unknown>[];
        const rule = rules[index] ?? {};
        if (value === undefined) delete rule[name];
        else rule[name] = value;
        expect(faultPaths({ ...january, rules })).toEqual([`/rules/${index}/${name}`]);
      }),
    );
  });

  test('any rule of the shipped card given again is refused at its second place', () => {
    fc.assert(
      fc.property(anyIndex, anyIndex, (from, at) => {
        const later = at > from ? at : january.rules.length;
        const rules: object[] = [...january.rules];
        rules.splice(later, 0, { ...january.rules[from], id: 'again' });
        expect(faultPaths({ ...january, rules })).toEqual([`/rules/${later}`]);
      }),
    );
  });

  test('whatever is given, it answers and does not throw', () => {
    const nearlyACard = fc.record(
      {
        version: json,
        effectiveFrom: json,
        rules: fc.oneof(
          json,
          fc.array(
            fc.record(
              {
                id: json,
                tool: json,
                model: json,
                unit: json,
                unitSize: json,
                creditsPerUnit: json,
                when: fc.object(),
              },
              { requiredKeys: [] },
            ),
          ),
        ),
      },
      { requiredKeys: [] },
    );
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withNullPrototype: true,
      withObjectString: true,
    });
    fc.assert(
      fc.property(fc.oneof(json, anything, nearlyACard), (value) => {
        expect(faultPaths(value).length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
