import { Play } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import type { JsonValue } from '@shared/lib/json';
import type { SampleInput } from '@shared/workflow/model';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { draftOf, type InputDraft, type InputField, parseDraft } from './input/input-fields';
import { InputForm } from './input/input-form';
import styles from './run-dialog.module.css';

export interface RunDialogProps {
  readonly name: string;
  readonly fields: readonly InputField[];
  readonly samples: readonly SampleInput[];
  /** What the last run was given. */
  readonly lastInput: JsonValue | undefined;
  /** Names of secrets the workflow needs. */
  readonly secrets: readonly string[];
  readonly onRun: (input: JsonValue, secrets: Record<string, string>) => void;
  readonly onClose: () => void;
}

/** Asks for what a run needs: its input, and secrets that stay in memory. */
export function RunDialog(props: RunDialogProps) {
  const { name, fields, samples, lastInput, secrets, onRun, onClose } = props;
  const formId = useId();
  const [draft, setDraft] = useState<InputDraft>(() =>
    draftOf(fields, lastInput ?? samples[0]?.input),
  );
  const [values, setValues] = useState<Record<string, string>>({});
  const [submitted, setSubmitted] = useState(false);
  const { input, errors } = parseDraft(fields, draft);
  const missing = secrets.filter((secret) => !values[secret]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSubmitted(true);
    if (Object.keys(errors).length === 0 && missing.length === 0) onRun(input, values);
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
          <Button variant="primary" type="submit" form={formId} icon={<Play size={14} />}>
            Run workflow
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit}>
        {samples.length > 0 && (
          <Field label="Fill in a sample">
            <Select
              value={null}
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
        {secrets.map((secret) => (
          <Field
            key={secret}
            label={secret}
            help="Secret. Kept in memory for this run only."
            required
            error={submitted && !values[secret] ? 'A value is needed here.' : undefined}
          >
            <TextField
              type="password"
              value={values[secret] ?? ''}
              onValueChange={(value) => setValues({ ...values, [secret]: value })}
            />
          </Field>
        ))}
      </form>
    </Dialog>
  );
}
