import { constants, Script } from 'node:vm';
import { syntaxError } from '../code-errors';
import { isVariableName, linesBefore, programText, refuseTooLarge } from '../program-text';
import type { Job } from '../protocol';
import { caretPlace, stripTypes } from '../strip-types';
import type { Cleanliness } from './cleanliness';
import { CodeFailure } from './failure';
import { hidden, requireFrom } from './modules';

const cachedPrograms = 50;

/** What is at hand, in the order of the names, gives the user's code. */
type Program = (...values: unknown[]) => () => Promise<unknown>;

const programs = new Map<string, Program>();

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
  const names = Object.keys(values);
  const program = programOf(job, names);
  return program(...names.map((name) => values[name]));
}

function programOf(job: Job, names: readonly string[]): Program {
  // What a debugger looks at is read anew: it waits for the script.
  if (job.debugged) return newProgram(job, names);
  const key = [job.name, job.language, job.modules, names.join(), job.code].join('\n');
  const known = programs.get(key);
  if (known) return known;
  const program = newProgram(job, names);
  if (programs.size >= cachedPrograms) programs.clear();
  programs.set(key, program);
  return program;
}

function newProgram(job: Job, names: readonly string[]): Program {
  // Every value has a parameter; one whose name is none gets a name that nobody writes.
  const parameters = names.map((name, at) => (isVariableName(name) ? name : `__unnamed${at}`));
  const source = programText(job.code, parameters, { debugged: job.debugged === true });
  const script = newScript(job.language === 'typescript' ? stripTypes(source) : source, job);
  // The script is an expression that gives this function.
  return script.runInThisContext() as Program;
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
