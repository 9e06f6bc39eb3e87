import { type Chosen, countCharacters, type GenerationRequest } from '../estimator/index.ts';
import type { Draft } from './drafts.ts';
import type { Media } from './media-store.ts';

/** What the form of a tool asks for besides the options of the rate card. */
export type Field =
  | 'script'
  | 'prompt'
  | 'images'
  | 'voiceName'
  | 'voiceSample'
  | 'recording'
  | 'inputImages'
  | 'inputImage';

export interface ToolForm {
  tool: string;
  /** The word on the button. */
  verb: 'Generate' | 'Animate';
  /** In the order in which they stand. */
  fields: readonly Field[];
}

/** The tools, in the order of their links. A tool is its fields: no form has screen code of its own. */
export const TOOL_FORMS: readonly ToolForm[] = [
  { tool: 'text-to-speech', verb: 'Generate', fields: ['script'] },
  { tool: 'voice-clone', verb: 'Generate', fields: ['voiceName', 'voiceSample'] },
  { tool: 'speech-to-speech', verb: 'Generate', fields: ['recording'] },
  { tool: 'text-to-image', verb: 'Generate', fields: ['prompt', 'images'] },
  { tool: 'image-to-image', verb: 'Generate', fields: ['prompt', 'inputImages'] },
  { tool: 'text-to-video', verb: 'Generate', fields: ['prompt'] },
  { tool: 'image-to-video', verb: 'Animate', fields: ['prompt', 'inputImage'] },
];

/** What is priced for this form: the options as settled, and the quantities that its fields hold. */
export function requestOf(
  { tool, fields }: ToolForm,
  chosen: Chosen,
  draft: Draft,
  media: Media,
): GenerationRequest {
  const { images: _, ...options } = chosen;
  return {
    tool,
    ...options,
    ...(fields.includes('script') && { characters: countCharacters(draft.script) }),
    ...(fields.includes('images') && { images: draft.chosen.images ?? 1 }),
    ...(fields.includes('recording') && media.recording && { seconds: media.recording.seconds }),
    ...(fields.includes('inputImages') && { inputImages: media.images.length }),
  };
}

/** Whether the form lacks what there is to price, though the rate card alone could name a price. */
export function isNothingYet({ fields }: ToolForm, media: Media): boolean {
  return fields.includes('inputImage') && media.images.length === 0;
}

/** The first field that must be filled before this can be generated, though not before it is priced; null if none. */
export function missingField({ fields }: ToolForm, draft: Draft, media: Media): Field | null {
  const empty: Partial<Record<Field, boolean>> = {
    prompt: draft.prompt.trim() === '',
    voiceName: draft.voiceName.trim() === '',
    voiceSample: media.recording === null,
  };
  return fields.find((field) => empty[field]) ?? null;
}
