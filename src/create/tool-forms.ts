import { type Chosen, countCharacters, type GenerationRequest } from '../estimator/index.ts';
import type { Draft } from './drafts.ts';

/** What the form of a tool asks for besides the options of the rate card. */
export type Field = 'script' | 'prompt' | 'images';

export interface ToolForm {
  tool: string;
  /** The word on the button. */
  verb: 'Generate' | 'Animate';
  fields: readonly Field[];
}

/** The tools that can be used here, in the order of their links. */
export const TOOL_FORMS: readonly ToolForm[] = [
  { tool: 'text-to-speech', verb: 'Generate', fields: ['script'] },
  { tool: 'text-to-image', verb: 'Generate', fields: ['prompt', 'images'] },
  { tool: 'text-to-video', verb: 'Generate', fields: ['prompt'] },
];

/** What is priced for this form: the options as settled, and the quantities that its fields hold. */
export function requestOf({ tool, fields }: ToolForm, chosen: Chosen, draft: Draft): GenerationRequest {
  return {
    tool,
    ...chosen,
    ...(fields.includes('script') && { characters: countCharacters(draft.script) }),
    ...(fields.includes('images') && { images: draft.chosen.images ?? 1 }),
  };
}

/** The field that must be filled before this can be generated, though not before it is priced; null if none. */
export function missingField({ fields }: ToolForm, draft: Draft): Field | null {
  return fields.includes('prompt') && draft.prompt.trim() === '' ? 'prompt' : null;
}
