import type { LogConfig } from '@shared/steps/log/definition';
import type { StepRunner } from '../../engine/types';
import { asText, plainJson } from '../lib/plain-json';

export const runLog: StepRunner<LogConfig> = ({ config, log }) => {
  const message = asText(config.message);
  const data = config.data === undefined ? undefined : plainJson(config.data);
  log(config.level, message, data);
  return { output: { level: config.level, message, data: data ?? null } };
};
