import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { version } from '../../package.json';
import { toErrorData } from '@shared/errors/app-error';
import { defaultProfile } from './default-profile';
import { exitCodeOf, exitCodes } from './exit-codes';
import { errorLines } from './run-progress';
import { painter, processTerminal } from './terminal';
import {
  exportCommand,
  importCommand,
  type LibraryOptions,
  listCommand,
  showCommand,
} from './commands/library';
import { type RunOptions, runCommand } from './commands/run';
import { validateCommand } from './commands/validate';

// The `stepwell` command: the headless composition root.

const terminal = processTerminal(process);
const profile = defaultProfile(process.platform, process.env);
let outcome: Promise<number> = Promise.resolve(exitCodes.ok);

const program = new Command('stepwell')
  .description('Runs and checks workflows without a window.')
  .version(version)
  .exitOverride()
  .showHelpAfterError('(stepwell --help shows all commands)');

program
  .command('run')
  .description('run a workflow file, or a workflow of the library by its id')
  .argument('<workflow>', 'a *.stepwell.yaml file or an id such as wf_01jd…')
  .option('--input <json>', 'the input as JSON, or @file, or @- for standard input')
  .option('--set <name=value>', 'one property of the input; may be repeated', collect, [])
  .option('--secret <name>', 'a secret from STEPWELL_SECRET_<NAME>; may be repeated', collect, [])
  .option('--no-save', 'keep nothing of the run')
  .option('--json', 'every event as one JSON line', false)
  .option('--profile <folder>', "another folder for the user's data", profile)
  .action((target: string, options: RunOptions) => {
    outcome = runCommand(terminal, target, options);
  });

program
  .command('validate')
  .description('list all problems of workflow files')
  .argument('<files...>')
  .option('--json', 'one JSON object per problem', false)
  .action((files: string[], options: { json: boolean }) => {
    outcome = validateCommand(terminal, files, options);
  });

library(program.command('list').description('list the workflows of the library, or recorded runs'))
  .argument('[what]', 'workflows or runs', parseWhat, 'workflows')
  .option('--limit <count>', 'how many entries', parseCount, 50)
  .action((what: 'workflows' | 'runs', options: LibraryOptions & { limit: number }) => {
    outcome = listCommand(terminal, what, options);
  });

library(program.command('show').description('show a run, or the text of a workflow'))
  .argument('<id>')
  .action((id: string, options: LibraryOptions) => {
    outcome = showCommand(terminal, id, options);
  });

library(program.command('export').description('write a workflow of the library to a file'))
  .argument('<id>')
  .argument('[file]', 'standard output without one')
  .action((id: string, file: string | undefined, options: LibraryOptions) => {
    outcome = exportCommand(terminal, id, file, options);
  });

library(program.command('import').description('add workflow files to the library'))
  .argument('<files...>')
  .action((files: string[], options: LibraryOptions) => {
    outcome = importCommand(terminal, files, options);
  });

// Without a top-level await, which a bundle would turn into one for every importer.
void main();

async function main(): Promise<void> {
  try {
    await program.parseAsync(process.argv, { from: 'node' });
    process.exitCode = await outcome;
  } catch (error) {
    process.exitCode = explain(error);
  }
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  }
  const data = toErrorData(error);
  const lines = errorLines(data, painter(terminal));
  terminal.info(`${lines}\n${problemLines(data.details?.['problems'])}`);
  return exitCodeOf(data);
}

/** Errors that stand for several problems list them. */
function problemLines(problems: unknown): string {
  if (!Array.isArray(problems)) return '';
  return problems
    .map(
      (problem: unknown) =>
        `    ${typeof problem === 'string' ? problem : JSON.stringify(problem)}\n`,
    )
    .join('');
}

function library(command: Command): Command {
  return command
    .option('--json', 'one JSON object per line', false)
    .option('--profile <folder>', "another folder for the user's data", profile);
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function parseWhat(value: string): string {
  if (value === 'workflows' || value === 'runs') return value;
  throw new InvalidArgumentError('It is either workflows or runs.');
}

function parseCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= 200) return count;
  throw new InvalidArgumentError('It is a whole number from 1 to 200.');
}
