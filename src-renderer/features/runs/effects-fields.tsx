import type { RunSummary } from '@shared/ipc/runs';
import type { RunId } from '@shared/lib/ids';
import type { EffectsPolicy } from '@shared/runs/events';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Field } from '../../ui/field';
import { formatExactTime } from '../../ui/format-relative-time';
import { Select } from '../../ui/select';
import { TextArea } from '../../ui/text-area';
import { type EffectsDraft, effectsWords, type MockStep } from './effects-choice';
import styles from './run-dialog.module.css';

export interface EffectsFieldsProps {
  readonly draft: EffectsDraft;
  readonly recordings: readonly RunSummary[];
  readonly steps: readonly MockStep[];
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (draft: EffectsDraft) => void;
}

const policies: readonly EffectsPolicy[] = ['live', 'record', 'replay', 'mock'];
const policyOptions = policies.map((policy) => ({
  value: policy,
  label: effectsWords[policy].title,
  description: effectsWords[policy].help,
}));

/** Folded away: what happens to the effects of this run. */
export function EffectsFields(props: EffectsFieldsProps) {
  const { draft, recordings, steps, errors, onChange } = props;
  const [open, setOpen] = useState(draft.policy !== 'live');
  return (
    <section className={styles.advanced}>
      <button
        type="button"
        className={styles.fold}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <ChevronRight size={14} aria-hidden />
        Advanced
        {!open && draft.policy !== 'live' && (
          <span className={styles.set}>{effectsWords[draft.policy].title}</span>
        )}
      </button>
      {open && (
        <>
          <Field label="Effects" help={effectsWords[draft.policy].help}>
            <Select
              value={draft.policy}
              options={policyOptions}
              onValueChange={(policy) => onChange({ ...draft, policy })}
            />
          </Field>
          {draft.policy === 'replay' && (
            <Field
              label="Recorded run"
              error={errors['recording']}
              help={
                recordings.length === 0
                  ? 'There is none yet: run the workflow once with “Live, and record”.'
                  : undefined
              }
            >
              <Select<RunId>
                value={draft.recording}
                placeholder={recordings.length === 0 ? 'No recorded run' : 'Choose a recorded run'}
                disabled={recordings.length === 0}
                options={recordings.map((run) => ({
                  value: run.id,
                  label: `${formatExactTime(run.createdAt)}, ${run.status}`,
                }))}
                onValueChange={(recording) => onChange({ ...draft, recording })}
              />
            </Field>
          )}
          {draft.policy === 'mock' &&
            (steps.length === 0 ? (
              <p className={styles.note}>Every step that reaches outside has a pinned output.</p>
            ) : (
              steps.map((step) => (
                <Field
                  key={step.id}
                  label={`Answer of ${step.title}`}
                  help="JSON. It stands in for the step’s output."
                  error={errors[step.id]}
                >
                  <TextArea
                    mono
                    rows={3}
                    value={draft.answers[step.id] ?? ''}
                    onValueChange={(text) =>
                      onChange({ ...draft, answers: { ...draft.answers, [step.id]: text } })
                    }
                  />
                </Field>
              ))
            ))}
        </>
      )}
    </section>
  );
}
