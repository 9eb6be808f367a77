import { type AppErrorData, toErrorData } from '@shared/errors/app-error';
import { formatError } from '@shared/errors/text';
import { allStepDefinitions, findStepDefinition } from '@shared/steps/index';
import { createWorkflowChecker } from '@shared/types/typescript/check-workflow-types';
import { validateWithTypeScript } from '@shared/types/typescript/validate-with-typescript';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { Problem } from '@shared/workflow/problem';
import { validateWorkflow } from '@shared/workflow/validate/validate-workflow';
import type { StepKinds, ValidateOptions } from '@shared/workflow/validate/validation';
import { calledBy } from '../../services/called-workflows';
import { dataFileName } from '../../storage/open-database';
import { loadTypeScript } from '../../typescript/load-typescript';
import { readWorkflowFile } from '../../services/workflow-file';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withServices } from '../headless';
import { exitCodes } from '../exit-codes';
import { painter, printable, type Terminal } from '../terminal';

const styles = { error: 'red', warning: 'yellow', hint: 'blue' } as const;

/** `stepwell validate`: every problem of every file; fails when one has errors. */
export async function validateCommand(
  terminal: Terminal,
  files: readonly string[],
  options: { readonly json: boolean; readonly types?: boolean; readonly profile: string },
): Promise<number> {
  let code: number = exitCodes.ok;
  for (const file of files) {
    try {
      const problems = await problemsOf(terminal, file, options.types === true, options.profile);
      print(terminal, file, problems, options.json);
      if (problems.some((problem) => problem.severity === 'error')) {
        code = exitCodes.invalidWorkflow;
      }
    } catch (error) {
      const data = toErrorData(error);
      if (options.json) terminal.out(`${JSON.stringify({ file, error: data })}\n`);
      else printError(terminal, file, data);
      code = exitCodes.invalidWorkflow;
    }
  }
  return code;
}

async function problemsOf(
  terminal: Terminal,
  file: string,
  types: boolean,
  profile: string,
): Promise<readonly Problem[]> {
  const text = await readWorkflowFile(resolve(file));
  const kinds = { find: findStepDefinition, all: allStepDefinitions };
  const others = await callsOf(terminal, file, text, kinds, profile);
  const parsed = parseWorkflow(text);
  if (!types) return validateWorkflow(parsed, kinds, others);
  const checker = createWorkflowChecker(await loadTypeScript());
  return validateWithTypeScript(parsed, kinds, others, checker);
}

/** The library is opened only for what names a workflow of it, and only if there is one. */
async function callsOf(
  terminal: Terminal,
  file: string,
  text: string,
  kinds: StepKinds,
  profile: string,
): Promise<ValidateOptions> {
  const { options, needsLibrary } = await calledBy(file, text, kinds);
  if (!needsLibrary || !existsSync(join(profile, dataFileName))) return options;
  try {
    return await withServices({ profile }, async ({ places }) => {
      const withLibrary = await calledBy(file, text, kinds, places);
      return withLibrary.options;
    });
  } catch (error) {
    // The file can be checked all the same; what it calls by name is left open.
    terminal.info(`The library was not looked into. ${formatError(toErrorData(error))}\n`);
    return options;
  }
}

/** A file that could not be read, as its problems would stand there. What is wrong names the file itself. */
function printError(terminal: Terminal, file: string, { code, message, hint }: AppErrorData): void {
  const paint = painter({ colour: terminal.colour && terminal.outIsScreen });
  const named = `${resolve(file)}: `;
  const words = message.startsWith(named) ? message.slice(named.length) : message;
  terminal.out(`${file} ${paint(styles.error, 'error')} ${code} ${printable(words)}\n`);
  if (hint) terminal.out(`    ${paint('dim', printable(hint))}\n`);
}

function print(
  terminal: Terminal,
  file: string,
  problems: readonly Problem[],
  json: boolean,
): void {
  if (json) {
    for (const { fixes: _fixes, ...problem } of problems) {
      terminal.out(`${JSON.stringify({ file, ...problem })}\n`);
    }
    return;
  }
  const paint = painter({ colour: terminal.colour && terminal.outIsScreen });
  if (problems.length === 0) terminal.out(`${file}: ${paint('green', 'no problems')}\n`);
  for (const problem of problems) {
    const place = `${file}:${problem.line}:${problem.column}`;
    const severity = paint(styles[problem.severity], problem.severity);
    terminal.out(`${place} ${severity} ${problem.code} ${printable(problem.message)}\n`);
    if (problem.hint) terminal.out(`    ${paint('dim', printable(problem.hint))}\n`);
  }
}
