import type { JsonObject } from '@shared/lib/json';
import type { StepDefinition, StepEffects } from '@shared/steps/define-step';
import type { Step } from '@shared/workflow/model';
import type { Problem } from '@shared/workflow/problem';
import { useMemo } from 'react';
import { useDocument } from '../../document';
import type { FieldModel } from '../form/field-model';
import { useStepProblems } from '../use-step-problems';
import { writtenStep } from '../written-values';
import { behaviourFields } from './behaviour-fields';
import { behaviourProblems, type BehaviourProblem } from './behaviour-problems';
import { behaviourConfig, behaviourKeys } from './behaviour-values';

export interface Behaviour {
  readonly fields: readonly FieldModel[];
  readonly config: JsonObject;
  /** What is wrong at the fields of the form. */
  readonly problems: readonly BehaviourProblem[];
  /** What is wrong with the step and has no field here. */
  readonly others: readonly Problem[];
}

/** The behaviour form of a step: its fields, what is written, and what is wrong with it. */
export function useBehaviour(
  id: string,
  step: Step | null | undefined,
  definition: StepDefinition | undefined,
): Behaviour {
  const parsed = useDocument((state) => state.parsed);
  const all = useStepProblems(id);
  const effects = step ? effectsOf(definition, step.config) : 'unsafe';
  const fields = useMemo(() => behaviourFields(definition, effects), [definition, effects]);
  const config = useMemo(
    () => behaviourConfig(parsed ? writtenStep(parsed, id, behaviourKeys) : {}),
    [parsed, id],
  );
  return useMemo(() => {
    const shown = new Set(fields.map(({ key }) => key));
    const problems = (parsed ? behaviourProblems(parsed, id, all) : []).filter(({ path }) =>
      shown.has(path[0] ?? ''),
    );
    const places = new Set(problems.map(({ range, code }) => `${code}:${range.from}`));
    const others = all.filter(({ range, code }) => !places.has(`${code}:${range.from}`));
    return { fields, config, problems, others };
  }, [fields, config, parsed, id, all]);
}

function effectsOf(definition: StepDefinition | undefined, config: JsonObject): StepEffects {
  try {
    return definition?.effects(config) ?? 'unsafe';
  } catch {
    // Half-typed settings: the careful answer shows every rule.
    return 'unsafe';
  }
}
