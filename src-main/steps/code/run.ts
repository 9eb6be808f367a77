import { AppError, type AppErrorData } from '@shared/errors/app-error';
import { checkCode } from '@shared/steps/code/check-code';
import type { CodeConfig } from '@shared/steps/code/definition';
import { finalError, retryableError } from '../../engine/step-error';
import type { StepRunner } from '../../engine/types';
import { holdsSecret, revealSecrets } from '../lib/reveal-secrets';
import type { StepHost } from '../step-host';
import { neededRoots } from './needed-roots';

/** Running the same code again may help: it may have met a network that was down. */
const worthAnotherTry = new Set(['CODE_ERROR', 'CODE_TIMEOUT', 'CODE_CRASHED', 'CODE_MEMORY']);

export function createCodeRunner(
  host: Pick<StepHost, 'sandbox' | 'baseFolder'>,
): StepRunner<CodeConfig> {
  return async (context) => {
    const { config, signal } = context;
    const { restricted } = context.run;
    if (restricted && holdsSecret(config.args ?? {}))
      throw finalError(secretRefused(context.step.id));
    const args = await revealSecrets(context, config.args ?? {});
    try {
      const output = await host.sandbox.run({
        language: config.language,
        code: config.code,
        name: `stepwell://${encodeURIComponent(context.run.workflow)}/${context.step.id}`,
        roots: { ...neededRoots(config.code, context.roots), args },
        folder: context.run.folder ?? host.baseFolder,
        confined: restricted,
        memory: config.memory,
        signal,
        onLog: (line) => context.log(line.level, line.message, line.data, line.line),
      });
      return { output };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      const data = precise(error.toData(), config);
      throw worthAnotherTry.has(data.code) ? retryableError(data, error) : finalError(data, error);
    }
  };
}

/** What a workflow wrote that nobody trusts may not get hold of a secret, not even confined. */
function secretRefused(step: string): AppErrorData {
  return {
    code: 'STEP_RESTRICTED',
    kind: 'user',
    message: `Step ${step} gives a secret to code of a workflow that is not trusted`,
    hint: `Trust the workflow to let step ${step} use secrets.`,
  };
}

/** The editor's own parser says exactly where JavaScript is wrong; the engine's may point past the end. */
function precise(data: AppErrorData, config: CodeConfig): AppErrorData {
  if (data.code !== 'CODE_SYNTAX') return data;
  const [problem] = checkCode({ language: config.language, code: config.code });
  if (!problem?.place) return data;
  return { ...data, message: problem.message, place: problem.place };
}
