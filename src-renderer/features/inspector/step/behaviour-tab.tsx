import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { StepDefinition, StepEffects } from '@shared/steps/define-step';
import type { Step } from '@shared/workflow/model';
import { useMemo } from 'react';
import { useDocument } from '../../document';
import { behaviourFields } from '../behaviour/behaviour-fields';
import { behaviourChange, behaviourConfig, behaviourKeys } from '../behaviour/behaviour-values';
import { FormContext, type SettingPath } from '../form/form-context';
import { SettingsForm } from '../form/settings-form';
import { setStepField } from '../inspector-actions';
import { writtenStep } from '../written-values';
import { SkipGuard } from './skip-guard';
import css from './step-inspector.module.css';

export interface BehaviourTabProps {
  readonly step: Step;
  readonly definition: StepDefinition | undefined;
  readonly readOnly: boolean;
}

/** Join, retry, time limit, what an error means: the same for every kind. */
export function BehaviourTab({ step, definition, readOnly }: BehaviourTabProps) {
  const parsed = useDocument((state) => state.parsed);
  const fields = useMemo(
    () => behaviourFields(definition, effectsOf(definition, step.config)),
    [definition, step.config],
  );
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
      {step.skipWhen !== undefined && (
        <SkipGuard id={step.id} condition={step.skipWhen} readOnly={readOnly} />
      )}
      <FormContext value={form}>
        <SettingsForm fields={fields} />
      </FormContext>
    </div>
  );
}

function effectsOf(definition: StepDefinition | undefined, config: JsonObject): StepEffects {
  try {
    return definition?.effects(config) ?? 'unsafe';
  } catch {
    // Half-typed settings: the careful answer shows every rule.
    return 'unsafe';
  }
}
