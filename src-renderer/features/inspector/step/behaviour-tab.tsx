import type { JsonValue } from '@shared/lib/json';
import type { StepDefinition } from '@shared/steps/define-step';
import type { Step } from '@shared/workflow/model';
import { useMemo } from 'react';
import { useDocument } from '../../document';
import { behaviourFields } from '../behaviour/behaviour-fields';
import { behaviourChange, behaviourConfig, behaviourKeys } from '../behaviour/behaviour-values';
import { FormContext, type SettingPath } from '../form/form-context';
import { SettingsForm } from '../form/settings-form';
import { setStepField } from '../inspector-actions';
import { writtenStep } from '../written-values';
import css from './step-inspector.module.css';

export interface BehaviourTabProps {
  readonly step: Step;
  readonly definition: StepDefinition | undefined;
  readonly readOnly: boolean;
}

/** Join, retry, time limit, what an error means: the same for every kind. */
export function BehaviourTab({ step, definition, readOnly }: BehaviourTabProps) {
  const parsed = useDocument((state) => state.parsed);
  const fields = useMemo(() => behaviourFields(definition), [definition]);
  const form = useMemo(() => {
    const config = behaviourConfig(parsed ? writtenStep(parsed, step.id, behaviourKeys) : {});
    return {
      stepId: step.id,
      config,
      problems: [],
      readOnly,
      setAt: (path: SettingPath, value: JsonValue | undefined) => {
        const change = behaviourChange(config, path, value);
        if (change) setStepField(step.id, change.field, change.value);
      },
    };
  }, [parsed, step.id, readOnly]);
  return (
    <div className={css.scroll}>
      <FormContext value={form}>
        <SettingsForm fields={fields} />
      </FormContext>
    </div>
  );
}
