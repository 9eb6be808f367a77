import type { FailConfig } from '@shared/steps/fail/definition';
import { finalError } from '../../engine/step-error';
import type { StepRunner } from '../../engine/types';
import { asText, plainJson } from '../lib/plain-json';

export const runFail: StepRunner<FailConfig> = ({ config }) => {
  throw finalError({
    code: config.code,
    kind: 'user',
    message: asText(config.message),
    ...(config.data !== undefined && { details: { data: plainJson(config.data) } }),
  });
};
