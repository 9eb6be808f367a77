import type { AppErrorData } from '@shared/errors/app-error';
import type { PendingDecision } from '@shared/ipc/runs';
import type { JsonValue } from '@shared/lib/json';
import type { InterruptDecision } from '@shared/runs/events';
import type { StepRun } from '@shared/runs/state';
import { type FormEvent, useEffect, useState } from 'react';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { TextArea } from '../../ui/text-area';
import { ValueView } from '../runs';
import { inboxStore, useInbox } from './inbox';
import { ItemHead } from './item-head';
import css from './inbox-dialog.module.css';

export interface DecisionViewProps {
  readonly decision: PendingDecision;
}

const choices: readonly {
  readonly value: InterruptDecision;
  readonly title: string;
  readonly help: string;
  readonly button: string;
}[] = [
  {
    value: 'retry',
    title: 'Do it again',
    help: 'With the same idempotency key. If the effect had happened, it may happen a second time, unless the other side knows the key.',
    button: 'Do it again',
  },
  {
    value: 'done',
    title: 'It has happened',
    help: 'The step counts as completed, with the output you give.',
    button: 'Mark as done',
  },
  {
    value: 'skip',
    title: 'Go on without it',
    help: 'The step is skipped: its output is null, and the steps after it run.',
    button: 'Skip the step',
  },
];

/** A step that may have had its effect when Stepwell ended: only a person can find out. */
export function DecisionView({ decision }: DecisionViewProps) {
  const [stepRun, setStepRun] = useState<StepRun | null>(null);
  const [choice, setChoice] = useState<InterruptDecision | null>(null);
  const [output, setOutput] = useState('');
  const [complaint, setComplaint] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<AppErrorData | null>(null);
  const sending = useInbox((state) => state.sending);

  useEffect(() => {
    let gone = false;
    inboxStore.stepRun(decision).then(
      (found) => {
        if (!gone) setStepRun(found);
      },
      // The decision can be taken without seeing the input again.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [decision]);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (choice === null) return;
    const value = choice === 'done' ? outputOf(output) : undefined;
    if (value && 'error' in value) {
      setComplaint(value.error);
      return;
    }
    setComplaint(null);
    const error = await inboxStore.decide(decision, choice, value?.value);
    setRefusal(error);
    if (error === null) announce('Decided; the run goes on');
  }

  return (
    <form
      className={css.view}
      aria-label="Decision"
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(event);
      }}
    >
      <div className={css.scroll}>
        <ItemHead {...decision} title={`What happened in “${decision.step}”?`}>
          {decision.attempt > 1 && ` · attempt ${decision.attempt}`}
        </ItemHead>
        <p className={css.message}>
          Stepwell ended while this step was at work. It changes something outside, and nobody knows
          whether that happened. Look there, for example for the key below, and then say how the run
          goes on.
        </p>
        {stepRun && (
          <>
            <dl className={css.key}>
              <dt>Idempotency key</dt>
              <dd data-selectable>{stepRun.key ?? 'none'}</dd>
            </dl>
            <div className={css.input}>
              <ValueView title="Input" recorded={stepRun.input} empty="No input was kept" />
            </div>
          </>
        )}
        <fieldset className={css.choices}>
          <legend className={css.legend}>How does it go on?</legend>
          {choices.map(({ value, title, help }) => (
            <div key={value} className={css.choice} data-chosen={choice === value}>
              <label className={css.choiceLabel}>
                <input
                  type="radio"
                  name="decision"
                  value={value}
                  checked={choice === value}
                  onChange={() => setChoice(value)}
                />
                <span>
                  <span className={css.choiceTitle}>{title}</span>
                  <span className={css.choiceHelp}>{help}</span>
                </span>
              </label>
              {value === 'done' && choice === 'done' && (
                <Field
                  label="Output of the step"
                  help="JSON, as the step would have given it. Empty: null."
                  error={complaint}
                >
                  <TextArea value={output} onValueChange={setOutput} mono rows={3} />
                </Field>
              )}
            </div>
          ))}
        </fieldset>
        {refusal && (
          <p className={css.refusal} role="alert">
            {refusal.message} {refusal.hint}
          </p>
        )}
      </div>
      <footer className={css.actions}>
        <span className={css.space} />
        <Button variant="primary" type="submit" disabled={choice === null} busy={sending}>
          {choices.find(({ value }) => value === choice)?.button ?? 'Choose one'}
        </Button>
      </footer>
    </form>
  );
}

function outputOf(text: string): { readonly value: JsonValue } | { readonly error: string } {
  if (text.trim() === '') return { value: null };
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch (error) {
    return { error: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
