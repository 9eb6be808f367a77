import { useState } from 'react';
import { useStore } from 'zustand';
import type { Stop } from '@shared/debug/stops';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Field } from '../../../ui/field';
import { TextArea } from '../../../ui/text-area';
import { names } from '../breakpoints/names';
import { debuggerStore } from '../debugger';
import { parseJsonText } from './json-text';
import { closeOutput, outputStore } from './output-store';

/** Asks for the output that stands in for a step: to skip it, or in place of what it gave. */
export function OutputDialog() {
  const stop = useStore(outputStore, (state) => state.stop);
  return stop && <OutputForm key={stop.id} stop={stop} />;
}

function OutputForm({ stop }: { readonly stop: Stop }) {
  const over = stop.place === 'after' || stop.place === 'wire';
  const [text, setText] = useState(() => textOf(stop));
  const [busy, setBusy] = useState(false);
  const parsed = parseJsonText(text);
  const name = names.step(stop.step);

  async function submit(): Promise<void> {
    if (!parsed.ok) return;
    setBusy(true);
    const done = over
      ? debuggerStore.ask('stepwell/setOutput', { threadId: stop.branch, value: parsed.value })
      : debuggerStore.ask('stepwell/skip', { threadId: stop.branch, output: parsed.value });
    await done;
    closeOutput();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeOutput()}
      title={over ? `Change the output of ${name}` : `Skip ${name}`}
      description={
        over
          ? 'The steps after it get this instead of what it gave.'
          : 'The step does not run. The steps after it get this as its output.'
      }
      footer={
        <>
          <Button variant="ghost" onClick={closeOutput}>
            Cancel
          </Button>
          <Button variant="primary" busy={busy} disabled={!parsed.ok} onClick={() => void submit()}>
            {over ? 'Change output' : 'Skip step'}
          </Button>
        </>
      }
    >
      <Field
        label="Output"
        help="JSON: a text in quotes, a number, a list, an object, or null."
        error={parsed.ok ? undefined : parsed.message}
      >
        <TextArea value={text} onValueChange={setText} mono />
      </Field>
    </Dialog>
  );
}

function textOf({ output }: Stop): string {
  return output && 'value' in output ? JSON.stringify(output.value, null, 2) : 'null';
}
