import type { Formats } from '../units/formats.ts';
import { KIND_LABELS, type Kind, sumByKind } from './tool-kinds.ts';

export interface MeterReading {
  /** Credits of the cycle. */
  allowance: number;
  used: number;
  usedByTool: Readonly<Record<string, number>>;
  /** What the action pointed at would take. */
  pending?: number | undefined;
}

export interface MeterParts {
  segments: { kind: Kind; credits: number }[];
  /** The part of pending that fits in what is left. */
  pendingFits: number;
  /** What is left after that. */
  rest: number;
  /** The part of pending that does not fit. */
  missing: number;
}

/** The stretches of a meter from left to right, in credits. Up to `missing` they add up to the allowance. */
export function meterParts({ allowance, used, usedByTool, pending = 0 }: MeterReading): MeterParts {
  const remaining = Math.max(0, allowance - used);
  const pendingFits = Math.min(pending, remaining);
  return {
    segments: sumByKind(usedByTool),
    pendingFits,
    rest: remaining - pendingFits,
    missing: pending - pendingFits,
  };
}

/** Everything a meter shows, in words. */
export function describeMeter(reading: MeterReading, formats: Formats): string {
  const { segments, rest, missing } = meterParts(reading);
  const { allowance, used, pending = 0 } = reading;
  const byKind = segments.map(
    ({ kind, credits }) => `${KIND_LABELS[kind].toLowerCase()} ${formats.integer(credits)}`,
  );
  const sentences = [
    `${formats.integer(used)} of ${formats.credits(allowance)} used${byKind.length > 0 ? `: ${byKind.join(', ')}` : ''}.`,
    `${formats.integer(Math.max(0, allowance - used))} left.`,
  ];
  if (missing > 0)
    sentences.push(`This takes ${formats.integer(pending)}: ${formats.integer(missing)} short.`);
  else if (pending > 0)
    sentences.push(`This takes ${formats.integer(pending)} and leaves ${formats.integer(rest)}.`);
  return sentences.join(' ');
}
