import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GenerationRequest } from '../estimate.ts';

/** A row of the published price list, with a request for it and what that request costs. */
export interface PricedRequest {
  row: string;
  request: GenerationRequest;
  credits: number;
}

const [, ...rows] = readFileSync(join(import.meta.dirname, 'prices.csv'), 'utf8')
  .trim()
  .split(/\r?\n/);

export const priceList: PricedRequest[] = rows.map((row) => {
  const [tool = '', model = '', audio, aspect, resolution, duration, unit, amountText] = row.split(',');
  const amount = Number(amountText);
  switch (unit) {
    case 'characters per credit':
      return { row, request: { tool, model, characters: 1000 }, credits: 1000 / amount };
    case 'credits per clone':
      return { row, request: { tool }, credits: amount };
    case 'credits per second':
      return { row, request: { tool, seconds: 60 }, credits: 60 * amount };
    case 'credits per image':
      return { row, request: { tool, model, images: 1 }, credits: amount };
    case 'credits per generation': {
      const video = { audio: audio === 'yes', aspect, resolution, duration: Number(duration) };
      const request = tool === 'image-to-image' ? { tool, model, inputImages: 1 } : { tool, model, ...video };
      return { row, request, credits: amount };
    }
    default:
      throw new Error(`The price list has a row in an unknown unit: ${row}`);
  }
});
