import { type FormEvent, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { Breakpoint } from '@shared/debug/breakpoints';
import { allStepDefinitions } from '@shared/steps/index';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Field } from '../../../ui/field';
import { NumberField } from '../../../ui/number-field';
import { Select } from '../../../ui/select';
import { TextArea } from '../../../ui/text-area';
import { TextField } from '../../../ui/text-field';
import css from '../dialogs/dialogs.module.css';
import { breakpointsStore, useBreakpoints } from '../debugger';
import {
  breakpointEditorStore,
  closeBreakpointEditor,
  type EditorField,
} from './breakpoint-editor-store';
import { type BreakpointDraft, draftErrors, draftOf, withDraft } from './breakpoint-draft';
import { glyphOf, glyphWords, targetWords } from './breakpoint-words';
import { GlyphMark } from './glyph';
import { names } from './names';

/** Mounted once: what narrows a breakpoint, and what it says instead of stopping. */
export function BreakpointEditor() {
  const { editing, isNew, field } = useStore(breakpointEditorStore);
  if (!editing) return null;
  return <EditorForm key={editing.id} breakpoint={editing} isNew={isNew} field={field} />;
}

interface EditorFormProps {
  readonly breakpoint: Breakpoint;
  readonly isNew: boolean;
  readonly field: EditorField;
}

const nobody = 'nobody';

function EditorForm({ breakpoint, isNew, field }: EditorFormProps) {
  const formId = useId();
  const [draft, setDraft] = useState<BreakpointDraft>(() => draftOf(breakpoint));
  const [submitted, setSubmitted] = useState(false);
  const others = useBreakpoints((state) => state.breakpoints).filter(
    ({ id }) => id !== breakpoint.id,
  );
  const inCode = breakpoint.target.type === 'line';
  const errors = submitted ? draftErrors(draft) : {};
  const next = withDraft(breakpoint, draft);
  const glyph = glyphOf(next);

  function change(part: Partial<BreakpointDraft>): void {
    setDraft({ ...draft, ...part });
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSubmitted(true);
    if (Object.keys(draftErrors(draft)).length > 0) return;
    breakpointsStore.put(next);
    closeBreakpointEditor();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeBreakpointEditor()}
      title={isNew ? 'Add a breakpoint' : 'Edit the breakpoint'}
      footer={
        <>
          {!isNew && (
            <Button
              variant="ghost"
              onClick={() => {
                breakpointsStore.remove(breakpoint.id);
                closeBreakpointEditor();
              }}
            >
              Remove
            </Button>
          )}
          <Button variant="ghost" onClick={closeBreakpointEditor}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form={formId}>
            {isNew ? 'Add breakpoint' : 'Keep changes'}
          </Button>
        </>
      }
    >
      <form id={formId} className={css.form} onSubmit={submit}>
        <p className={css.place}>
          <GlyphMark glyph={glyph} /> {glyphWords(glyph)}: {targetWords(next.target, names)}
        </p>
        {draft.kind !== null && (
          <Field label="Kind of step">
            <Select
              value={draft.kind}
              options={allStepDefinitions
                .filter((definition) => !definition.annotation)
                .map(({ kind, title }) => ({ value: kind, label: title }))}
              onValueChange={(kind) => change({ kind })}
            />
          </Field>
        )}
        {draft.path !== null && (
          <Field
            label="Value"
            help="Stops when it changes: a variable, or a part of a step’s output."
            error={errors.path}
          >
            <TextField
              mono
              autoFocus={field === 'target'}
              value={draft.path}
              placeholder="vars.total or steps.fetch.body.items"
              onValueChange={(path) => change({ path })}
            />
          </Field>
        )}
        <Field
          label="Stop only when"
          help={
            inCode
              ? 'JavaScript that sees what the line sees, such as order.total > 100.'
              : 'An expression, such as vars.total > 100. Empty: always.'
          }
        >
          <TextField
            mono
            autoFocus={field === 'condition'}
            value={draft.condition}
            onValueChange={(condition) => change({ condition })}
          />
        </Field>
        <Field
          label="Hit count"
          help="5: at the fifth hit. > 5, >= 5, < 5, <= 5 compare; % 5: at every fifth."
          error={errors.hitCondition}
        >
          <TextField
            mono
            autoFocus={field === 'hitCondition'}
            value={draft.hitCondition}
            onValueChange={(hitCondition) => change({ hitCondition })}
          />
        </Field>
        {!inCode && (
          <Field label="Only in iteration" help="Counted from 1, of the innermost loop around it.">
            <NumberField
              min={1}
              value={draft.iteration}
              placeholder="Every iteration"
              onValueChange={(iteration) => change({ iteration })}
            />
          </Field>
        )}
        <Field
          label="Log instead of stopping"
          help="Goes to the debug console. {{ }} holds expressions: total is {{ vars.total }}."
        >
          <TextArea
            autoFocus={field === 'logMessage'}
            rows={2}
            value={draft.logMessage}
            onValueChange={(logMessage) => change({ logMessage })}
          />
        </Field>
        <Field label="Wait for" help="It stops only after the other one was hit.">
          <Select
            value={draft.waitFor ?? nobody}
            options={[
              { value: nobody, label: 'No other breakpoint' },
              ...others.map(({ id, target }) => ({ value: id, label: targetWords(target, names) })),
            ]}
            onValueChange={(id) => change({ waitFor: id === nobody ? null : id })}
          />
        </Field>
      </form>
    </Dialog>
  );
}
