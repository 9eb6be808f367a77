import type { StepDefinition } from '@shared/steps/define-step';
import type { Step } from '@shared/workflow/model';
import type { Problem } from '@shared/workflow/problem';
import { useMemo } from 'react';
import type { FieldModel } from '../form/field-model';
import { FormContext } from '../form/form-context';
import { SettingsForm } from '../form/settings-form';
import { setConfig } from '../inspector-actions';
import css from './step-inspector.module.css';
import { StepProblems } from './step-problems';

export interface SettingsTabProps {
  readonly step: Step;
  readonly definition: StepDefinition;
  readonly fields: readonly FieldModel[];
  /** What is wrong with the step; not what the behaviour form shows. */
  readonly problems: readonly Problem[];
  readonly readOnly: boolean;
}

/** The form of the kind's settings, with what is wrong at each of them. */
export function SettingsTab(props: SettingsTabProps) {
  const { step, definition, fields, problems, readOnly } = props;
  const form = useMemo(
    () => ({
      stepId: step.id,
      area: 'settings' as const,
      config: step.config,
      problems: problems.filter((problem) => problem.path !== undefined),
      readOnly,
      setAt: (path: readonly (string | number)[], value: Parameters<typeof setConfig>[2]) =>
        setConfig(step.id, path, value),
    }),
    [step, problems, readOnly],
  );
  const shown = new Set(fields.map((field) => field.key));
  // What no field can show stands above the form.
  const others = problems.filter(
    (problem) => problem.path?.[0] === undefined || !shown.has(String(problem.path[0])),
  );
  return (
    <div className={css.scroll}>
      <StepProblems problems={others} />
      <FormContext value={form}>
        <SettingsForm fields={fields} />
      </FormContext>
      {fields.length === 0 && (
        <p className={css.nothing}>
          {definition.title} has no settings of its own.
          {definition.trigger === true && ' What a run asks for is set in the workflow itself.'}
        </p>
      )}
    </div>
  );
}
