import { AppError, type AppErrorData } from '@shared/errors/app-error';
import { SecretRef, SecretText } from '@shared/expressions/types';
import type { JsonValue } from '@shared/lib/json';
import { checkCode } from '@shared/steps/code/check-code';
import type { CodeConfig } from '@shared/steps/code/definition';
import { finalError, retryableError, StepError } from '../../engine/step-error';
import type { StepContext, StepRunner } from '../../engine/types';
import type { CodeLogLine, CodeRequest, FixedSurroundings } from '../../sandbox/types';
import { holdsSecret, revealSecrets } from '../lib/reveal-secrets';
import type { StepHost } from '../step-host';
import { createCodeCalls } from './code-calls';
import { neededRoots } from './needed-roots';
import { createPerformFetch } from './perform-fetch';
import { asOneEffect } from './whole-effect';

type Context = StepContext<CodeConfig>;

/** Running the same code again may help: it may have met a network that was down. */
const worthAnotherTry = new Set([
  'CODE_ERROR',
  'CODE_TIMEOUT',
  'CODE_CRASHED',
  'CODE_MEMORY',
  'CODE_ENGINE',
  'HTTP_TIMEOUT',
  'HTTP_DNS',
  'HTTP_CONNECTION',
]);

export function createCodeRunner(
  host: Pick<StepHost, 'sandbox' | 'baseFolder' | 'userAgent' | 'topics'>,
): StepRunner<CodeConfig> {
  const performFetch = createPerformFetch(host.userAgent);
  return async (context) => {
    const { config, debug } = context;
    const { restricted, effects } = context.run;
    if (restricted && holdsSecret(config.args ?? {}))
      throw finalError(secretRefused(context.step.id));
    const { args, secrets } = await revealedArgs(context);
    const roots = neededRoots(config.code, context.roots);
    const isKept = effects === 'record' || effects === 'replay';
    const isWhole = isKept && config.modules === 'node' && !restricted;
    const missed = new AbortController();

    const request = (more: Pick<CodeRequest, 'onLog' | 'calls' | 'fixed'>): CodeRequest => ({
      language: config.language,
      code: config.code,
      name: `stepwell://${encodeURIComponent(context.run.workflow)}/${context.step.id}`,
      roots: { ...roots, args },
      folder: context.run.folder ?? host.baseFolder,
      confined: restricted,
      modules: config.modules,
      memory: config.memory,
      signal: AbortSignal.any([context.signal, missed.signal]),
      // Whoever debugs may ask for anything that an expression sees here.
      ...(debug && { debug, roots: { ...context.roots, args } }),
      ...more,
    });
    const calls = createCodeCalls(context, {
      topics: host.topics,
      performFetch,
      secrets,
      recorded: !isWhole,
      onMiss: (error) => missed.abort(error),
    });
    const onLog = (line: CodeLogLine) =>
      context.log(line.level, line.message, line.data, line.line);
    try {
      if (isWhole) {
        const output = await asOneEffect(context, roots, (witness) =>
          host.sandbox.run(
            request({
              calls: {
                ...calls,
                setVariable(name, value) {
                  calls.setVariable(name, value);
                  witness.setVariable(name, value);
                },
              },
              onLog(line) {
                onLog(line);
                witness.log(line);
              },
            }),
          ),
        );
        return { output };
      }
      const fixed = isKept ? await drawnSurroundings(context) : undefined;
      return { output: await host.sandbox.run(request({ calls, onLog, ...(fixed && { fixed }) })) };
    } catch (error) {
      context.signal.throwIfAborted();
      if (!(error instanceof AppError) || error instanceof StepError) throw error;
      const data = precise(error.toData(), config);
      throw worthAnotherTry.has(data.code) ? retryableError(data, error) : finalError(data, error);
    }
  };
}

/** The arguments with secrets as text, and those texts. */
async function revealedArgs(
  context: Context,
): Promise<{ args: JsonValue; secrets: readonly string[] }> {
  const secrets = new Set<string>();
  const args = await revealSecrets(
    {
      reveal: async (value) => {
        const text = await context.reveal(value);
        if ((value instanceof SecretRef || value instanceof SecretText) && text !== '')
          secrets.add(text);
        return text;
      },
    },
    context.config.args ?? {},
  );
  return { args, secrets: [...secrets] };
}

/** Time and seed are drawn once and kept, so that a replay of the code comes to the same. */
async function drawnSurroundings(context: Context): Promise<FixedSurroundings> {
  const drawn = await context.effect('code', { draws: ['now', 'seed'] }, async () => ({
    now: context.clock.now(),
    seed: Math.floor(context.random() * 2 ** 32),
  }));
  return { ...drawn, skipWaits: context.run.effects === 'replay' };
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
