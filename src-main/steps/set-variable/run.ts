import type { SetVariableConfig } from '@shared/steps/set-variable/definition';
import type { StepRunner } from '../../engine/types';
import { plainJson } from '../lib/plain-json';

export const runSetVariable: StepRunner<SetVariableConfig> = ({ config, setVariable }) => {
  const value = plainJson(config.value);
  setVariable(config.name, value);
  return { output: value };
};
