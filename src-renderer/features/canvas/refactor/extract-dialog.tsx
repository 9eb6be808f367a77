import { useMemo, useState } from 'react';
import type { StepId } from '@shared/workflow/model';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Field } from '../../../ui/field';
import { TextField } from '../../../ui/text-field';
import { canvasStore, useCanvas } from '../canvas-store';
import { titleOf } from '../view';
import { extractAs, freeName, nameProblem, planExtraction } from './extract';
import css from './extract-dialog.module.css';

/** Asks what the new workflow is called, and shows what goes in and what comes out of it. */
export function ExtractDialog() {
  const steps = useCanvas((state) => state.extracting);
  return steps === null ? null : <ExtractForm key={steps.join()} steps={steps} />;
}

function ExtractForm({ steps }: { readonly steps: readonly StepId[] }) {
  const [name, setName] = useState(() => freeName(titleOf(steps[0] ?? '')));
  const plan = useMemo(() => planExtraction(steps, 'Part'), [steps]);
  const problem = nameProblem(name);
  const close = (): void => canvasStore.setState({ extracting: null });
  const extract = (): void => {
    if (problem !== null) return;
    close();
    void extractAs(steps, name);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) close();
      }}
      title="Extract to a workflow"
      description={`${steps.length === 1 ? 'The step becomes' : `${steps.length} steps become`} a workflow in the library, and a step that calls it takes their place.`}
      size="sm"
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" disabled={problem !== null} onClick={extract}>
            Extract
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          extract();
        }}
      >
        <Field label="Name" error={problem}>
          <TextField
            value={name}
            onValueChange={setName}
            label="Name"
            invalid={problem !== null}
            maxLength={120}
          />
        </Field>
      </form>
      {plan.ok && (
        <dl className={css.facts}>
          <Names title="Goes in" names={plan.value.inputs} none="Nothing" />
          <Names title="Comes out" names={plan.value.outputs} none="The output of its last step" />
          {plan.value.notes.length > 0 && (
            <>
              <dt>Changes</dt>
              <dd>{plan.value.notes.join(' ')}</dd>
            </>
          )}
        </dl>
      )}
    </Dialog>
  );
}

interface NamesProps {
  readonly title: string;
  readonly names: readonly string[];
  readonly none: string;
}

function Names({ title, names, none }: NamesProps) {
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {names.length === 0
          ? none
          : names.map((name) => (
              <code key={name} className={css.name}>
                {name}
              </code>
            ))}
      </dd>
    </>
  );
}
