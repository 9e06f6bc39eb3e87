import { describe, expect, test } from 'vitest';
import { modelChoiceId, withClonedVoices, withoutMissingVoice } from './cloned-voices.ts';

const ira = { id: 'voice-1', name: 'Ira reading' };
const noor = { id: 'voice-2', name: 'Noor' };

const choice = (value: string) => ({
  id: value,
  label: value,
  value,
  open: true,
  credits: 12,
  moves: [],
  rate: '1 credit for 10 characters',
});
const fields = [{ name: 'model' as const, choices: [choice('Cartesia'), choice('Cloned voice')] }];

describe('Cloned voices', () => {
  test('are one choice each, by their names, at the price of a cloned voice', () => {
    const [model] = withClonedVoices(fields, [ira, noor]);
    expect(model?.choices).toMatchObject([
      { id: 'Cartesia', label: 'Cartesia', credits: 12 },
      { id: 'voice-1', label: 'Ira reading', value: 'Cloned voice', credits: 12 },
      { id: 'voice-2', label: 'Noor', value: 'Cloned voice', credits: 12 },
    ]);
  });

  test('are no choice before there is one, and then none is wanted', () => {
    const [model] = withClonedVoices(fields, []);
    expect(model?.choices).toEqual([choice('Cartesia')]);
    expect(withoutMissingVoice({ model: 'Cloned voice' }, [])).toEqual({ model: undefined });
    expect(withoutMissingVoice({ model: 'Cloned voice' }, [ira])).toEqual({ model: 'Cloned voice' });
    expect(withoutMissingVoice({ model: 'Cartesia' }, [])).toEqual({ model: 'Cartesia' });
  });

  test('are told apart by the voice that was chosen, the first where it is none of these', () => {
    expect(modelChoiceId('Cloned voice', 'voice-2', [ira, noor])).toBe('voice-2');
    expect(modelChoiceId('Cloned voice', null, [ira, noor])).toBe('voice-1');
    expect(modelChoiceId('Cloned voice', 'of another customer', [ira, noor])).toBe('voice-1');
    expect(modelChoiceId('Cartesia', 'voice-2', [ira, noor])).toBe('Cartesia');
  });
});
