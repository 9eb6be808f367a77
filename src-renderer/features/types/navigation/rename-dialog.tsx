import { isStepId } from '@shared/workflow/step-id';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Field } from '../../../ui/field';
import { TextField } from '../../../ui/text-field';
import { announce } from '../../../ui/announcer';
import { documentStore, useDocument } from '../../document';
import { referencesOf } from './references-store';
import { renameStore } from './rename-store';

/** Gives a step another id, in expressions, code, wires, pins and places alike. */
export function RenameDialog() {
  const step = useStore(renameStore, (state) => state.step);
  if (step === null) return null;
  return <RenameForm key={step} step={step} />;
}

function RenameForm({ step }: { readonly step: string }) {
  const [name, setName] = useState(step);
  const parsed = useDocument((state) => state.parsed);
  const uses = useMemo(() => (parsed ? referencesOf(step) : []), [parsed, step]);
  const taken = name !== step && parsed?.source.steps.has(name) === true;
  const problem = !isStepId(name)
    ? 'A name has letters, digits and _, and does not begin with a digit.'
    : taken
      ? `There is a step “${name}” already.`
      : null;
  const others = uses.filter(({ kind }) => kind !== 'definition').length;
  const close = (): void => renameStore.setState({ step: null });
  const rename = (): void => {
    if (problem !== null) return;
    close();
    if (name === step) return;
    const done = documentStore.edit(
      { type: 'rename-step', id: step, to: name },
      { label: `Rename ${step} to ${name}`, select: { steps: [name], edges: [] } },
    );
    announce(done.ok ? `Renamed to ${name}` : done.error.message);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) close();
      }}
      title="Rename step everywhere"
      description={`${others === 0 ? 'Nothing refers to it.' : `It is named in ${others} other ${others === 1 ? 'place' : 'places'}: expressions, code, wires and pins change with it.`} One step to undo.`}
      size="sm"
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" disabled={problem !== null} onClick={rename}>
            Rename
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rename();
        }}
      >
        <Field label="Name in expressions" error={problem}>
          <TextField
            value={name}
            onValueChange={setName}
            onFocus={(event) => event.currentTarget.select()}
            label="Name in expressions"
            invalid={problem !== null}
            mono
          />
        </Field>
      </form>
    </Dialog>
  );
}
