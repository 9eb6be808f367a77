import { createRequire, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';
import type { TextPlace } from '@shared/errors/app-error';
import { codeTooLargeError, syntaxError, unsupportedTypeScript } from '../code-errors';
import type { Job } from '../protocol';
import type { Cleanliness } from './cleanliness';
import type { CodeLog } from './capture-console';
import { CodeFailure } from './failure';

/** Characters of source that one code step may have. */
const maximumCodeLength = 1_000_000;
const cachedScripts = 50;

interface Surroundings {
  readonly log: CodeLog;
  readonly signal: AbortSignal;
  readonly cleanliness: Cleanliness;
}

const scripts = new Map<string, Script>();

/**
 * The user's code as a function. The code stands on lines of its own inside an inner function, so
 * that its lines are the editor's lines and it may declare names that are at hand already.
 */
export function compile(job: Job, surroundings: Surroundings): () => Promise<unknown> {
  if (job.code.length > maximumCodeLength) {
    throw new CodeFailure(codeTooLargeError(job.code.length, maximumCodeLength));
  }
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
  const before = `(function (${names.join(', ')}) { 'use strict'; return async function () {\n`;
  const source = `${before}${job.code}\n}; })`;
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
      lineOffset: -1,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CodeFailure(syntaxError(error.message, caretPlace(error, 0)));
  }
}

function stripTypes(source: string): string {
  try {
    return stripTypeScriptTypes(source);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const place = caretPlace(error, 1);
    const unsupported = 'code' in error && error.code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX';
    throw new CodeFailure(
      (unsupported ? unsupportedTypeScript : syntaxError)(error.message, place),
    );
  }
}

/** Both parsers say the line, then draw it, perhaps after the one before, with a caret under the place. */
function caretPlace(error: SyntaxError, linesBefore: number): TextPlace | undefined {
  const [first = '', ...drawn] = (error.stack ?? '').split('\n');
  const line = /:(\d+)$/.exec(first)?.[1];
  if (line === undefined) return undefined;
  const caret = drawn.slice(0, 4).find((text) => /^\s*\^/.test(text));
  return {
    line: Math.max(1, Number(line) - linesBefore),
    column: caret === undefined ? 1 : caret.indexOf('^') + 1,
  };
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

const reserved = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export
   extends false finally for function if implements import in instanceof interface let new null package
   private protected public return static super switch this throw true try typeof var void while with
   yield`.split(/\s+/),
);

function isVariableName(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name) && !reserved.has(name);
}
