import { hash } from 'node:crypto';
import { AppError, type AppErrorData, toErrorData } from '@shared/errors/app-error';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { CodeConfig } from '@shared/steps/code/definition';
import type { StepContext } from '../../engine/types';
import type { CodeLogLine } from '../../sandbox/types';
import { plainJson } from '../lib/plain-json';

// Code that uses Node.js can touch anything, and none of that can be recorded one by one. While a
// run is recorded or replayed such a step is one effect: what it returned, set and logged is kept,
// and a replay takes that instead of running it.

type Variable = readonly [name: string, value: JsonValue];

interface Kept {
  readonly output?: JsonValue;
  readonly error?: AppErrorData;
  readonly variables: readonly Variable[];
  readonly logs: readonly CodeLogLine[];
}

/** Hears what the code does while it really runs. */
export interface Witness {
  setVariable(name: string, value: JsonValue): void;
  log(line: CodeLogLine): void;
}

export async function asOneEffect(
  context: StepContext<CodeConfig>,
  roots: JsonObject,
  perform: (witness: Witness) => Promise<JsonValue>,
): Promise<JsonValue> {
  const { config } = context;
  let performed = false;
  const request = {
    language: config.language,
    code: hash('sha256', config.code),
    sees: hash('sha256', JSON.stringify(roots)),
    args: plainJson(config.args ?? {}),
  };
  // Plain data by its type; the cast is for its readonly lists.
  const kept = (await context.effect('code', request, async () => {
    performed = true;
    const variables: Variable[] = [];
    const logs: CodeLogLine[] = [];
    const witness: Witness = {
      setVariable: (name, value) => void variables.push([name, value]),
      log: (line) => void logs.push(line),
    };
    const result = await perform(witness).then(
      (output) => ({ output }),
      (error: unknown) => {
        context.signal.throwIfAborted();
        return { error: toErrorData(error) };
      },
    );
    return { ...result, variables, logs } as unknown as JsonObject;
  })) as unknown as Kept;
  if (!performed) {
    for (const line of kept.logs) context.log(line.level, line.message, line.data, line.line);
    for (const [name, value] of kept.variables) context.setVariable(name, value);
  }
  if (kept.error) throw new AppError(kept.error);
  return kept.output ?? null;
}
