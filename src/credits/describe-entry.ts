import type { GenerationRequest, LedgerEntry, OfferedPlan } from '../api/schemas.ts';
import { toolKind } from '../meter/tool-kinds.ts';
import type { Formats } from '../units/formats.ts';

export interface EntryWords {
  title: string;
  detail: string;
}

/** A ledger entry in words: what it was, and the choices or figures behind it. */
export function describeEntry(
  entry: LedgerEntry,
  plans: readonly OfferedPlan[],
  formats: Formats,
): EntryWords {
  switch (entry.kind) {
    case 'generation':
      return { title: toolKind(entry.request.tool).label, detail: describeRequest(entry.request, formats) };
    case 'reset':
      return { title: 'Credits reset', detail: `${formats.credits(entry.expired)} expired` };
    case 'plan-change': {
      const nameOf = (id: string) => plans.find((plan) => plan.id === id)?.name ?? id;
      return {
        title: 'Plan upgraded',
        detail: [
          `${nameOf(entry.from)} to ${nameOf(entry.to)}`,
          `${formats.money(entry.paidMinor, entry.currency)} paid`,
          `${formats.integer(entry.usedCarried)} used carried over`,
        ].join(', '),
      };
    }
  }
}

/** The choices that were priced: `Veo 3.1, with audio, 16:9, 1080p, 8 s`. */
export function describeRequest(request: GenerationRequest, formats: Formats): string {
  const { model, audio, aspect, resolution, duration, characters, seconds, images, inputImages } = request;
  return [
    model,
    audio === undefined ? undefined : `${audio ? 'with' : 'without'} audio`,
    aspect,
    resolution,
    duration === undefined ? undefined : `${formats.decimal(duration)} s`,
    characters === undefined ? undefined : counted(characters, 'character', formats),
    seconds === undefined ? undefined : `${formats.decimal(seconds)} s`,
    images === undefined ? undefined : counted(images, 'image', formats),
    inputImages === undefined ? undefined : counted(inputImages, 'input image', formats),
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

function counted(count: number, noun: string, formats: Formats): string {
  return `${formats.integer(count)} ${noun}${count === 1 ? '' : 's'}`;
}
