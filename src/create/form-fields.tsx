import type { RateCard } from '../estimator/index.ts';
import type { Draft } from './drafts.ts';
import { ImagesField } from './images-field.tsx';
import { InputImagesField } from './input-images-field.tsx';
import { type Media, useMedia } from './media-store.ts';
import { RecordingField } from './recording-field.tsx';
import { ScriptField } from './script-field.tsx';
import { TextField } from './text-field.tsx';
import type { Field, ToolForm } from './tool-forms.ts';
import { VoiceNameField } from './voice-name-field.tsx';

interface FormFieldsProps {
  form: ToolForm;
  /** Whose and which form's files these are. */
  place: string;
  rateCard: RateCard;
  /** The model as settled, where the tool has models. */
  model: string | undefined;
  draft: Draft;
  media: Media;
  /** The field whose lack kept the button from generating. */
  missing: Field | null;
  onChange: (change: Partial<Draft>) => void;
}

const COMPLAINTS: Partial<Record<Field, string>> = {
  prompt: 'Write a prompt first. Nothing was charged.',
  voiceName: 'Name the voice first. Nothing was charged.',
  voiceSample: 'Choose a voice sample first. Nothing was charged.',
};

/** What a tool asks for besides the options of the rate card, each field once, in the form's order. */
export function FormFields({
  form,
  place,
  rateCard,
  model,
  draft,
  media,
  missing,
  onChange,
}: FormFieldsProps) {
  const { tool, fields } = form;
  const chosen = useMedia.getState();
  const rule = rateCard.rules.find((candidate) => candidate.tool === tool && candidate.model === model);
  const complaint = (field: Field) => (missing === field ? (COMPLAINTS[field] ?? null) : null);

  function render(field: Field) {
    switch (field) {
      case 'script':
        return <ScriptField value={draft.script} onChange={(script) => onChange({ script })} />;
      case 'prompt':
        return (
          <TextField
            name={field}
            label="Prompt"
            rows={4}
            value={draft.prompt}
            hint="Stays in this browser; only what is priced is sent."
            error={complaint(field)}
            onChange={(prompt) => onChange({ prompt })}
          />
        );
      case 'images':
        return (
          <ImagesField
            value={draft.chosen.images ?? 1}
            max={rule?.maxQuantity}
            onChange={(images) => onChange({ chosen: { ...draft.chosen, images } })}
          />
        );
      case 'voiceName':
        return (
          <VoiceNameField
            value={draft.voiceName}
            error={complaint(field)}
            onChange={(voiceName) => onChange({ voiceName })}
          />
        );
      case 'voiceSample':
      case 'recording':
        return (
          <RecordingField
            name={field}
            label={field === 'recording' ? 'Recording' : 'Voice sample'}
            error={complaint(field)}
            recording={media.recording}
            onRead={(recording) => chosen.recordingRead(place, recording)}
            onRemove={() => chosen.recordingRemoved(place)}
          />
        );
      case 'inputImages':
      case 'inputImage': {
        const most = field === 'inputImage' ? 1 : (rule?.maxInputImages ?? 1);
        return (
          <InputImagesField
            name={field}
            label={field === 'inputImage' ? 'Input image' : 'Input images'}
            most={most}
            error={complaint(field)}
            images={media.images}
            onAdd={(image) => chosen.imageAdded(place, image, most)}
            onRemove={(id) => chosen.imageRemoved(place, id)}
            onMove={(id, by) => chosen.imageMoved(place, id, by)}
          />
        );
      }
    }
  }

  return fields.map((field) => <div key={field}>{render(field)}</div>);
}
