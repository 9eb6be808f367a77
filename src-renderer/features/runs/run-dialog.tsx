import { Play } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import type { EffectsRequest, RunSummary } from '@shared/ipc/runs';
import type { JsonValue } from '@shared/lib/json';
import type { SampleInput } from '@shared/workflow/model';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Select } from '../../ui/select';
import {
  draftOf,
  type InputDraft,
  type InputField,
  parseDraft,
  sameDraft,
} from './input/input-fields';
import { type EffectsDraft, effectsRequest, type MockStep } from './effects-choice';
import { EffectsFields } from './effects-fields';
import { InputForm } from './input/input-form';
import { SecretFields } from './input/secret-fields';
import styles from './run-dialog.module.css';

export interface RunDialogProps {
  readonly name: string;
  /** On the button: `Run workflow`. */
  readonly verb: string;
  readonly fields: readonly InputField[];
  readonly samples: readonly SampleInput[];
  /** What the last run was given. */
  readonly lastInput: JsonValue | undefined;
  /** Names of secrets the workflow needs. */
  readonly secrets: readonly string[];
  /** What happens to effects, as the dialog opens. */
  readonly effects: EffectsDraft;
  /** Runs that can be replayed. */
  readonly recordings: readonly RunSummary[];
  /** Steps that need an answer in a mocked run. */
  readonly mockSteps: readonly MockStep[];
  readonly onRun: (
    input: JsonValue,
    secrets: Record<string, string>,
    effects: EffectsRequest,
  ) => void;
  readonly onClose: () => void;
}

/** Asks for what a run needs: its input, and secrets that stay in memory. */
export function RunDialog(props: RunDialogProps) {
  const { name, fields, samples, lastInput, secrets, recordings, mockSteps, onRun, onClose } =
    props;
  const formId = useId();
  const [draft, setDraft] = useState<InputDraft>(() =>
    draftOf(fields, lastInput ?? samples[0]?.input),
  );
  const [values, setValues] = useState<Record<string, string>>({});
  const [submitted, setSubmitted] = useState(false);
  const [effects, setEffects] = useState<EffectsDraft>(props.effects);
  const asked = effectsRequest(effects);
  const { input, errors } = parseDraft(fields, draft);
  const missing = secrets.filter((secret) => !values[secret]);
  const sample = samples.findIndex((one) => sameDraft(draftOf(fields, one.input), draft));
  // As it opens: with nothing left to fill in, Enter runs.
  const [complete] = useState(() => Object.keys(errors).length === 0 && missing.length === 0);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSubmitted(true);
    if (Object.keys(errors).length > 0 || missing.length > 0 || asked.errors) return;
    onRun(input, values, asked.request);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Run ${name}`}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            icon={<Play size={14} />}
            {...(complete && { 'data-autofocus': '' })}
          >
            {props.verb}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit}>
        {samples.length > 0 && (
          <Field label="Fill in a sample">
            <Select
              value={sample < 0 ? null : String(sample)}
              placeholder="Choose a sample input"
              options={samples.map((sample, index) => ({
                value: String(index),
                label: sample.name,
              }))}
              onValueChange={(index) => setDraft(draftOf(fields, samples[Number(index)]?.input))}
            />
          </Field>
        )}
        <InputForm
          fields={fields}
          draft={draft}
          errors={submitted ? errors : {}}
          onChange={setDraft}
        />
        <SecretFields
          secrets={secrets}
          values={values}
          submitted={submitted}
          onChange={setValues}
        />
        <EffectsFields
          draft={effects}
          recordings={recordings}
          steps={mockSteps}
          errors={submitted ? (asked.errors ?? {}) : {}}
          onChange={setEffects}
        />
      </form>
    </Dialog>
  );
}
