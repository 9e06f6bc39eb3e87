import { describe, expect, test } from 'vitest';
import { shippedRateCard } from '../estimator/testing/shipped-rate-card.ts';
import { parseFormLink } from './form-link.ts';

const linked = (tool: string, search: string) => parseFormLink(search, shippedRateCard('2026-01'), tool);

describe('A link to a form', () => {
  test('has every choice of Veo 3.1 with audio, 16:9, 1080p, 8 s', () => {
    const search = '?model=Veo+3.1&audio=true&aspect=16%3A9&resolution=1080p&duration=8&scenario=demo';
    expect(linked('text-to-video', search)).toEqual({
      chosen: { model: 'Veo 3.1', audio: true, aspect: '16:9', resolution: '1080p', duration: 8 },
      told: [],
    });
  });

  test('has how many images', () => {
    expect(linked('text-to-image', '?model=Flux+2.0+Pro&images=3')).toEqual({
      chosen: { model: 'Flux 2.0 Pro', images: 3 },
      told: [],
    });
  });

  test('without a choice asks for nothing, whatever else it carries', () => {
    expect(linked('text-to-video', '?scenario=demo&at=2026-04-21T09:00:00Z')).toBeNull();
  });

  test('tells of a model that is not sold and of a number that is none, and the form takes what there is', () => {
    expect(linked('text-to-image', '?model=Dall-E&images=many')).toEqual({
      chosen: { model: 'Nano Banana Pro' },
      told: ['Model “Dall-E” is not offered', 'Number of images “many” is not offered'],
    });
  });

  test('tells what moved where its choices do not go together any more: Kling 2.1 Master has no 8 s', () => {
    const asked = linked('text-to-video', '?model=Kling+2.1+Master&audio=true&duration=8');
    expect(asked?.chosen.model).toBe('Kling 2.1 Master');
    expect(asked?.told).toEqual(['Audio With audio becomes Without audio', 'Duration 8 s becomes 10 s']);
  });
});
