import type { JsonValue } from '@shared/lib/json';
import type { Step } from '@shared/workflow/model';
import { useMemo } from 'react';
import { behaviourChange } from '../behaviour/behaviour-values';
import type { Behaviour } from '../behaviour/use-behaviour';
import { FormContext, type SettingPath } from '../form/form-context';
import { SettingsForm } from '../form/settings-form';
import { setStepField } from '../inspector-actions';
import { SkipGuard } from './skip-guard';
import css from './step-inspector.module.css';

export interface BehaviourTabProps {
  readonly step: Step;
  readonly behaviour: Behaviour;
  readonly readOnly: boolean;
}

/** Join, retry, time limit, what an error means: the same for every kind. */
export function BehaviourTab({ step, behaviour, readOnly }: BehaviourTabProps) {
  const { fields, config, problems } = behaviour;
  const form = useMemo(
    () => ({
      stepId: step.id,
      area: 'behaviour' as const,
      config,
      problems,
      readOnly,
      setAt: (path: SettingPath, value: JsonValue | undefined) => {
        const change = behaviourChange(config, path, value);
        if (change) setStepField(step.id, change.field, change.value);
      },
    }),
    [config, problems, step.id, readOnly],
  );
  return (
    <div className={css.scroll}>
      {step.skipWhen !== undefined && (
        <SkipGuard id={step.id} condition={step.skipWhen} readOnly={readOnly} />
      )}
      <FormContext value={form}>
        <SettingsForm fields={fields} />
      </FormContext>
    </div>
  );
}
