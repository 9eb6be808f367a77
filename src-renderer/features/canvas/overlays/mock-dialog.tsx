import { useState } from 'react';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Field } from '../../../ui/field';
import { TextArea } from '../../../ui/text-area';
import { parseJsonText } from '../../debugger';
import { useDocument } from '../../document';
import { findStep } from '@shared/workflow/graph/scopes';
import type { StepId } from '@shared/workflow/model';
import { latestOutput } from '../../runs';
import { canvasStore, useCanvas } from '../canvas-store';
import { currentWorkflow } from '../document-view';
import { setPin } from '../edits';
import css from './mock-dialog.module.css';

/** Asks for an output that stands in for a step, whether it has run or not. */
export function MockDialog() {
  const step = useCanvas((state) => state.mocking);
  return step !== null && <MockForm key={step} step={step} />;
}

function close(): void {
  canvasStore.setState({ mocking: null });
}

function MockForm({ step }: { readonly step: StepId }) {
  const title = useDocument((state) => state.workflow && findStep(state.workflow, step)?.title);
  const [text, setText] = useState(() => textFor(step));
  const parsed = parseJsonText(text);
  const pinned = currentWorkflow()?.pins.has(step) ?? false;

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={`Mock the output of ${title ?? step}`}
      description="The step does not run: the steps after it get this. It is kept in the file as a pin, until you unpin it."
      footer={
        <>
          {pinned && (
            <Button
              variant="ghost"
              className={css.remove}
              onClick={() => {
                setPin(step, undefined);
                close();
              }}
            >
              Unpin
            </Button>
          )}
          <Button variant="ghost" onClick={close}>
            Cancel
          </Button>
          <Button
            variant="primary"
            disabled={!parsed.ok}
            onClick={() => {
              if (parsed.ok && setPin(step, parsed.value)) close();
            }}
          >
            Mock output
          </Button>
        </>
      }
    >
      <Field
        label="Output"
        help="JSON: a text in quotes, a number, a list, an object, or null."
        error={parsed.ok ? undefined : parsed.message}
      >
        <TextArea
          value={text}
          onValueChange={setText}
          mono
          rows={8}
          onFocus={(event) => event.currentTarget.select()}
        />
      </Field>
    </Dialog>
  );
}

/** What stands in for it already, else what it gave last. */
function textFor(step: StepId): string {
  const value = currentWorkflow()?.pins.get(step) ?? latestOutput(step) ?? {};
  return JSON.stringify(value, null, 2);
}
