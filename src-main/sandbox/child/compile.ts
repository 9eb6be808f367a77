import { constants, Script } from 'node:vm';
import { syntaxError } from '../code-errors';
import { isVariableName, linesBefore, programText, refuseTooLarge } from '../program-text';
import type { Job } from '../protocol';
import { caretPlace, stripTypes } from '../strip-types';
import type { Cleanliness } from './cleanliness';
import { CodeFailure } from './failure';
import { hidden, requireFrom } from './modules';

const cachedScripts = 50;

const scripts = new Map<string, Script>();

/** The user's code as a function that sees the roots and, before them, what is at hand. */
export function compile(
  job: Job,
  roots: Readonly<Record<string, unknown>>,
  atHand: Readonly<Record<string, unknown>>,
  cleanliness: Cleanliness,
): () => Promise<unknown> {
  refuseTooLarge(job.code);
  const modules =
    job.modules === 'node' ? { require: requireFrom(job.folder, cleanliness) } : hidden;
  const values: Record<string, unknown> = { ...modules, ...roots, ...atHand };
  const names = Object.keys(values).filter(isVariableName);
  const script = scriptOf(job, names);
  // The script is an expression that gives this function.
  const outer = script.runInThisContext() as (...values: unknown[]) => () => Promise<unknown>;
  return outer(...names.map((name) => values[name]));
}

function scriptOf(job: Job, names: readonly string[]): Script {
  const key = JSON.stringify([job.name, job.language, job.modules, names, job.code]);
  const known = scripts.get(key);
  if (known) return known;
  const source = programText(job.code, names);
  const script = newScript(job.language === 'typescript' ? stripTypes(source) : source, job);
  if (scripts.size >= cachedScripts) scripts.clear();
  scripts.set(key, script);
  return script;
}

function newScript(source: string, { name, modules }: Job): Script {
  try {
    return new Script(source, {
      filename: name,
      // The wrapper's own line comes before the user's first.
      lineOffset: -linesBefore,
      ...(modules === 'node' && {
        importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      }),
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CodeFailure(syntaxError(error.message, caretPlace(error, 0)));
  }
}
