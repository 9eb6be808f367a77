import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';
import { syntaxError } from '../code-errors';
import { isVariableName, linesBefore, programText, refuseTooLarge } from '../program-text';
import type { Job } from '../protocol';
import { caretPlace, stripTypes } from '../strip-types';
import type { Cleanliness } from './cleanliness';
import type { CodeLog } from './capture-console';
import { CodeFailure } from './failure';

const cachedScripts = 50;

interface Surroundings {
  readonly log: CodeLog;
  readonly signal: AbortSignal;
  readonly cleanliness: Cleanliness;
}

const scripts = new Map<string, Script>();

/** The user's code as a function. */
export function compile(job: Job, surroundings: Surroundings): () => Promise<unknown> {
  refuseTooLarge(job.code);
  // Parsed here, in the realm of the code: its objects are plain objects there.
  const roots = JSON.parse(job.roots) as Record<string, unknown>;
  const values: Record<string, unknown> = {
    ...roots,
    log: surroundings.log,
    signal: surroundings.signal,
    require: requireFrom(job.folder, surroundings.cleanliness),
  };
  const names = Object.keys(values).filter(isVariableName);
  const script = scriptOf(job, names);
  // The script is an expression that gives this function.
  const outer = script.runInThisContext() as (...values: unknown[]) => () => Promise<unknown>;
  return outer(...names.map((name) => values[name]));
}

function scriptOf(job: Job, names: readonly string[]): Script {
  const key = JSON.stringify([job.name, job.language, names, job.code]);
  const known = scripts.get(key);
  if (known) return known;
  const source = programText(job.code, names);
  const script = newScript(job.language === 'typescript' ? stripTypes(source) : source, job.name);
  if (scripts.size >= cachedScripts) scripts.clear();
  scripts.set(key, script);
  return script;
}

function newScript(source: string, filename: string): Script {
  try {
    return new Script(source, {
      filename,
      // The wrapper's own line comes before the user's first.
      lineOffset: -linesBefore,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CodeFailure(syntaxError(error.message, caretPlace(error, 0)));
  }
}

/** `require` as in a file beside the workflow. Built-in modules are watched, others make the worker dirty. */
function requireFrom(folder: string | null, cleanliness: Cleanliness): NodeJS.Require {
  const base = pathToFileURL(join(folder ?? process.cwd(), 'step.js'));
  const original = createRequire(base);
  const watched = (id: string): unknown => {
    const module: unknown = original(id);
    cleanliness.noteModule(id, module);
    return module;
  };
  return Object.assign(watched, original);
}
