import type { CodeAssist } from '@shared/types/typescript/code-assist';
import { typeScriptWorker } from './typescript-worker';

/** The same questions, answered by the worker. */
type Asked<T> = {
  readonly [Key in keyof T]: T[Key] extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Promise<Answer>
    : never;
};

/** What the worker calls them, beside the names that it has from Monaco. */
interface AssistWorker {
  assistCode<Key extends keyof CodeAssist>(
    question: Key,
    given: Parameters<CodeAssist[Key]>,
  ): Promise<ReturnType<CodeAssist[Key]>>;
}

async function ask<Key extends keyof CodeAssist>(
  question: Key,
  ...given: Parameters<CodeAssist[Key]>
): Promise<ReturnType<CodeAssist[Key]>> {
  const worker = await typeScriptWorker<AssistWorker>();
  return worker.assistCode(question, given);
}

/** What the TypeScript of the editors says about code that stands anywhere. */
export const codeAssist: Asked<CodeAssist> = {
  complete: (place) => ask('complete', place),
  details: (place, name) => ask('details', place, name),
  hover: (place) => ask('hover', place),
  signatures: (place) => ask('signatures', place),
  definition: (place) => ask('definition', place),
};
