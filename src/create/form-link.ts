import { type Chosen, type OptionValue, options, type RateCard, settle } from '../estimator/index.ts';
import { describeMoves, OPTION_LABELS } from './option-words.ts';

/** What a link to a form asks for, as far as it can be had. */
export interface LinkedChoices {
  chosen: Chosen;
  /** One sentence, without its full stop, for each thing that the link asks for and that cannot be had. */
  told: string[];
}

/**
 * Reads the choices off a link such as `/create/text-to-video?model=Veo+3.1&duration=8`, and settles them on the card;
 * null when it asks for none. A value that no rule of the tool has is told and left out.
 */
export function parseFormLink(search: string, rateCard: RateCard, tool: string): LinkedChoices | null {
  const asked = new URLSearchParams(search);
  const wanted: Record<string, OptionValue> = {};
  const told: string[] = [];
  let isAsked = false;

  function take(name: string, label: string, known: (text: string) => OptionValue | undefined) {
    const text = asked.get(name);
    if (text === null) return;
    isAsked = true;
    const value = known(text);
    if (value === undefined) told.push(`${label} “${text}” is not offered`);
    else wanted[name] = value;
  }

  const { fields } = options(rateCard, tool, {});
  for (const [name, label] of Object.entries(OPTION_LABELS)) {
    const choices = fields.find((field) => field.name === name)?.choices ?? [];
    take(name, label, (text) => choices.find(({ value }) => String(value) === text)?.value);
  }
  take('images', 'Number of images', (text) => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined));
  if (!isAsked) return null;

  const { chosen, moved } = settle(rateCard, tool, wanted, undefined);
  return { chosen, told: [...told, ...describeMoves(moved)] };
}
