import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OPTION_NAMES } from './combinations.ts';
import { estimate } from './estimate.ts';
import { type Chosen, options, settle } from './options.ts';
import {
  anyChosen,
  anyEvenCard,
  anyShippedSelection,
  anyUnevenCard,
  buildRateCard,
} from './testing/build-rate-card.ts';
import { priceList } from './testing/price-list.ts';
import { shippedRateCard } from './testing/shipped-rate-card.ts';

const january = shippedRateCard('2026-01');
const veo = { model: 'Veo 3.1', audio: true, aspect: '16:9', resolution: '1080p', duration: 8 };

function choicesOf(tool: string, chosen: Chosen, name: string, card = january) {
  return options(card, tool, chosen).fields.find((field) => field.name === name)?.choices;
}

describe('options', () => {
  test.each([
    ['text-to-speech', ['model']],
    ['voice-clone', []],
    ['speech-to-speech', []],
    ['text-to-image', ['model']],
    ['image-to-image', ['model']],
    ['text-to-video', ['model', 'audio', 'aspect', 'resolution', 'duration']],
    ['image-to-video', ['model', 'audio', 'aspect', 'resolution', 'duration']],
    ['music', []],
  ])('%s has the fields %j', (tool, names) => {
    expect(options(january, tool, {}).fields.map(({ name }) => name)).toEqual(names);
  });

  test('each duration of a Veo 3.1 video has its price; Kling 1.6 would move audio and duration', () => {
    expect(choicesOf('text-to-video', veo, 'duration')?.slice(0, 3)).toEqual([
      { value: 4, open: true, credits: 2000 },
      { value: 6, open: true, credits: 3000 },
      { value: 8, open: true, credits: 4000 },
    ]);
    expect(choicesOf('text-to-video', veo, 'audio')).toEqual([
      { value: false, open: true, credits: 2400 },
      { value: true, open: true, credits: 4000 },
    ]);
    expect(choicesOf('text-to-video', veo, 'model')).toContainEqual({
      value: 'Kling 1.6',
      open: false,
      credits: 1000,
    });
  });

  test('a voice has no price before there is a script, and its own for 1,234 characters', () => {
    expect(
      choicesOf('text-to-speech', { model: 'Cartesia' }, 'model')?.map(({ credits }) => credits),
    ).toEqual(Array(5).fill(null));
    expect(choicesOf('text-to-speech', { model: 'Cartesia', characters: 1234 }, 'model')).toEqual([
      { value: 'Eleven Multilingual v2', open: true, credits: 247 },
      { value: 'Eleven v2', open: true, credits: 247 },
      { value: 'Minimax 02 HD', open: true, credits: 124 },
      { value: 'Cartesia', open: true, credits: 124 },
      { value: 'Cloned voice', open: true, credits: 124 },
    ]);
  });

  test('with nothing chosen yet, every choice is open', () => {
    const { fields } = options(january, 'text-to-video', {});
    expect(fields.flatMap(({ choices }) => choices).every(({ open }) => open)).toBe(true);
  });

  test('every value of the price list is a choice, once', () => {
    for (const tool of new Set(january.rules.map((rule) => rule.tool))) {
      const requests = priceList.map(({ request }) => request).filter((request) => request.tool === tool);
      for (const { name, choices } of options(january, tool, {}).fields) {
        expect(choices.map(({ value }) => value)).toEqual([
          ...new Set(requests.map((request) => request[name])),
        ]);
      }
    }
  });
});

describe('settle', () => {
  test('Veo 3.1, with audio, 8 s becomes Kling 1.6, without audio, 10 s: the nearest', () => {
    expect(settle(january, 'text-to-video', { ...veo, model: 'Kling 1.6' }, 'model')).toEqual({
      chosen: { model: 'Kling 1.6', audio: false, aspect: '16:9', resolution: '1080p', duration: 10 },
      moved: [
        { field: 'audio', from: true, to: false },
        { field: 'duration', from: 8, to: 10 },
      ],
    });
  });

  test('6 s lies between the 4 s and 8 s of Sora 2: the smaller', () => {
    expect(settle(january, 'text-to-video', { ...veo, model: 'Sora 2', duration: 6 }, 'model')).toEqual({
      chosen: { model: 'Sora 2', audio: true, aspect: '16:9', resolution: '720p', duration: 4 },
      moved: [
        { field: 'resolution', from: '1080p', to: '720p' },
        { field: 'duration', from: 6, to: 4 },
      ],
    });
  });

  test('6 s between 8 s and 4 s: the smaller, wherever the card lists it', () => {
    const card = buildRateCard(
      { tool: 'music', model: 'Alpha', when: { duration: [8, 4] } },
      { tool: 'music', model: 'Beta', when: { duration: 6 } },
    );
    expect(settle(card, 'music', { model: 'Alpha', duration: 6 }, 'model')).toEqual({
      chosen: { model: 'Alpha', duration: 4 },
      moved: [{ field: 'duration', from: 6, to: 4 }],
    });
  });

  test('15 s is held, so the model moves to the first that offers it', () => {
    expect(settle(january, 'text-to-video', { ...veo, duration: 15 }, 'duration')).toEqual({
      chosen: { ...veo, model: 'Wan 2.6', duration: 15 },
      moved: [{ field: 'model', from: 'Veo 3.1', to: 'Wan 2.6' }],
    });
  });

  test('when nothing was just changed the model comes first, and 15 s moves', () => {
    expect(settle(january, 'text-to-video', { ...veo, duration: 15 }, undefined)).toEqual({
      chosen: veo,
      moved: [{ field: 'duration', from: 15, to: 8 }],
    });
  });

  test('a form that holds nothing takes the first of everything and has moved nothing', () => {
    expect(settle(january, 'text-to-video', {}, undefined)).toEqual({
      chosen: { model: 'Veo 3 Fast', audio: false, aspect: '16:9', resolution: '720p', duration: 4 },
      moved: [],
    });
  });

  test('a value that is not on the card counts as absent, even when just changed', () => {
    const wanted = { ...veo, model: 'Veo 2', resolution: '4K' };
    expect(settle(january, 'text-to-video', wanted, 'model')).toEqual({
      chosen: { ...veo, model: 'Veo 3 Fast', resolution: '720p' },
      moved: [],
    });
  });

  test('7 s, which no model offers, is not held: Kling 1.6 stays and takes its first duration', () => {
    const wanted = { model: 'Kling 1.6', audio: false, aspect: '1:1', resolution: '1080p', duration: 7 };
    expect(settle(january, 'text-to-video', wanted, 'duration')).toEqual({
      chosen: { ...wanted, duration: 5 },
      moved: [],
    });
  });

  test('a field that the tool lacks is left out; quantities pass through', () => {
    expect(settle(january, 'speech-to-speech', { ...veo, seconds: 10.2 }, 'model')).toStrictEqual({
      chosen: { seconds: 10.2 },
      moved: [],
    });
    expect(settle(january, 'text-to-image', { model: 'Flux 2.0 Pro', images: 9 }, 'images')).toEqual({
      chosen: { model: 'Flux 2.0 Pro', images: 9 },
      moved: [],
    });
    expect(settle(january, 'image-to-image', { inputImages: 2 }, undefined)).toEqual({
      chosen: { model: 'Seedream 4.0', inputImages: 2 },
      moved: [],
    });
  });

  test('a tool that is not on the card keeps the quantities only', () => {
    expect(settle(january, 'music', { ...veo, characters: 5 }, 'duration')).toEqual({
      chosen: { characters: 5 },
      moved: [],
    });
  });

  test('an option that only another rule names is kept, and not asked for', () => {
    const card = buildRateCard(
      { tool: 'music', model: 'Alpha', when: { aspect: ['16:9', '9:16'] } },
      { tool: 'music', model: 'Beta' },
    );
    expect(settle(card, 'music', { model: 'Beta' }, 'model')).toEqual({
      chosen: { model: 'Beta' },
      moved: [],
    });
    expect(settle(card, 'music', { model: 'Beta', aspect: '9:16' }, 'model')).toEqual({
      chosen: { model: 'Beta', aspect: '9:16' },
      moved: [],
    });
  });

  test('video by the second settles on a duration of the list', () => {
    const card = buildRateCard({
      tool: 'text-to-video',
      unit: 'second',
      creditsPerUnit: 500,
      when: { duration: [4, 6, 8] },
    });
    expect(settle(card, 'text-to-video', { duration: 7 }, 'duration').chosen).toEqual({ duration: 4 });
    expect(choicesOf('text-to-video', { duration: 4 }, 'duration', card)).toEqual([
      { value: 4, open: true, credits: 2000 },
      { value: 6, open: true, credits: 3000 },
      { value: 8, open: true, credits: 4000 },
    ]);
  });
});

describe('laws', () => {
  const anyCard = fc.oneof(anyEvenCard, anyUnevenCard, anyShippedSelection);
  const anyField = fc.constantFrom(undefined, ...OPTION_NAMES);
  const enough = { characters: 1, seconds: 1, images: 1, inputImages: 1 };

  /** A card, one of its tools and what a form for it may hold, with something to price. */
  const anyForm = (cards: typeof anyCard) =>
    cards.chain((card) =>
      fc.record({
        card: fc.constant(card),
        tool: fc.constantFrom(...card.rules.map(({ tool }) => tool)),
        wanted: anyChosen.map((chosen) => ({ ...chosen, ...enough })),
        changed: anyField,
      }),
    );

  test('settle lands on a priced combination', () => {
    fc.assert(
      fc.property(anyForm(anyCard), ({ card, tool, wanted, changed }) => {
        expect(estimate(card, { tool, ...settle(card, tool, wanted, changed).chosen })).toMatchObject({
          ok: true,
        });
      }),
    );
  });

  test('settle keeps the option just changed, and says exactly what moved', () => {
    fc.assert(
      fc.property(anyForm(anyCard), ({ card, tool, wanted, changed }) => {
        const onCard = new Map(
          options(card, tool, wanted).fields.map(({ name, choices }) => [
            name,
            choices.map(({ value }) => value),
          ]),
        );
        const { chosen, moved } = settle(card, tool, wanted, changed);
        for (const name of OPTION_NAMES) {
          const from = wanted[name];
          const isOnCard = from !== undefined && onCard.get(name)?.includes(from) === true;
          const move = moved.find(({ field }) => field === name);
          if (isOnCard && name === changed) expect(chosen[name]).toBe(from);
          expect(move).toEqual(
            isOnCard && chosen[name] !== from ? { field: name, from, to: chosen[name] } : undefined,
          );
        }
      }),
    );
  });

  test('what is settled stays as it is', () => {
    fc.assert(
      fc.property(anyForm(anyCard), anyField, ({ card, tool, wanted, changed }, changedNext) => {
        const settled = settle(card, tool, wanted, changed);
        expect(settle(card, tool, settled.chosen, changed)).toEqual({ chosen: settled.chosen, moved: [] });
        expect(settle(card, tool, settled.chosen, changedNext).moved).toEqual([]);
      }),
    );
  });

  test('options offers exactly what estimate prices', () => {
    fc.assert(
      fc.property(anyForm(fc.oneof(anyEvenCard, anyShippedSelection)), ({ card, tool, wanted, changed }) => {
        const { chosen } = settle(card, tool, wanted, changed);
        for (const { name, choices } of options(card, tool, chosen).fields) {
          for (const { value, open, credits } of choices) {
            const priced = estimate(card, { tool, ...chosen, [name]: value });
            expect(open).toBe(priced.ok);
            if (priced.ok) expect(credits).toBe(priced.credits);
          }
        }
      }),
    );
  });

  test('a choice costs what it costs once it is taken, and is open if that moves nothing', () => {
    fc.assert(
      fc.property(anyForm(anyCard), ({ card, tool, wanted }) => {
        for (const { name, choices } of options(card, tool, wanted).fields) {
          for (const { value, open, credits } of choices) {
            const taken = settle(card, tool, { ...wanted, [name]: value }, name);
            expect(taken.chosen[name]).toBe(value);
            expect(open).toBe(taken.moved.length === 0);
            expect(estimate(card, { tool, ...taken.chosen })).toMatchObject({ ok: true, credits });
          }
        }
      }),
    );
  });
});
