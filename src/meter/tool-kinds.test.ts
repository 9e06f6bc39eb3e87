import { describe, expect, test } from 'vitest';
import { sumByKind, toolKind } from './tool-kinds.ts';

test.each([
  ['voice', ['text-to-speech', 'voice-clone', 'speech-to-speech']],
  ['image', ['text-to-image', 'image-to-image']],
  ['video', ['text-to-video', 'image-to-video']],
])('The tools of the kind %s share its hue and differ in lightness', (kind, tools) => {
  const known = tools.map(toolKind);
  expect(new Set(known.map((tool) => tool.kind))).toEqual(new Set([kind]));
  expect(new Set(known.map(({ color }) => color)).size).toBe(tools.length);
  for (const { color } of known) expect(color).toContain(`--${kind}`);
});

test('A tool that only a newer rate card knows has its id for a name and no hue', () => {
  expect(toolKind('lip-sync')).toMatchObject({ label: 'Lip sync', kind: 'other', color: 'var(--ink-muted)' });
});

describe('Credits by kind of media', () => {
  test('stand in the order voice, image, video, other, kinds without any left out', () => {
    const used = {
      music: 20,
      'image-to-video': 2500,
      'text-to-video': 4000,
      'voice-clone': 500,
      'text-to-image': 0,
    };
    expect(sumByKind(used)).toEqual([
      { kind: 'voice', credits: 500 },
      { kind: 'video', credits: 6500 },
      { kind: 'other', credits: 20 },
    ]);
  });

  test('of nothing are nothing', () => {
    expect(sumByKind({})).toEqual([]);
  });
});
