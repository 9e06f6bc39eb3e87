import type { Account } from '../api/schemas.ts';
import type { Chosen } from '../estimator/index.ts';
import type { PricedField } from './price-choices.ts';

type Voices = Account['clonedVoices'];

/** The model as which every cloned voice speaks, and is priced. */
const CLONED_VOICE = 'Cloned voice';

/** The options with one choice for each cloned voice, named as the customer named it; without any voice, none. */
export function withClonedVoices(fields: readonly PricedField[], voices: Voices): PricedField[] {
  return fields.map(({ name, choices }) => ({
    name,
    choices: choices.flatMap((choice) =>
      choice.value === CLONED_VOICE
        ? voices.map((voice) => ({ ...choice, id: voice.id, label: voice.name }))
        : [choice],
    ),
  }));
}

/** What is wanted, less a cloned voice that does not exist for this customer. */
export function withoutMissingVoice(wanted: Chosen, voices: Voices): Chosen {
  return wanted.model === CLONED_VOICE && voices.length === 0 ? { ...wanted, model: undefined } : wanted;
}

/** The id of the model's choice: that of the chosen voice, or of the first one, when a cloned voice speaks. */
export function modelChoiceId(model: string, voiceId: string | null, voices: Voices): string {
  if (model !== CLONED_VOICE) return model;
  return (voices.find(({ id }) => id === voiceId) ?? voices[0])?.id ?? model;
}
