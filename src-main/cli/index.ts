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
import { dapCommand, type DapOptions } from './commands/dap';
import { resumeCommand, type RunOptions, runCommand } from './commands/run';
import { validateCommand } from './commands/validate';
import {
  answerCommand,
  type AnswerOptions,
  decideCommand,
  emitCommand,
  type WaitOptions,
  waitsCommand,
} from './commands/waits';

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
  .option(
    '--effects <policy>',
    'live, record, replay=<run>, or mock=<file> with outputs by step id',
    'live',
  )
  .option('--restricted', 'without effects, code confined, as for an untrusted file', false)
  .option('--trust', 'as if the workflow of the library were trusted', false)
  .option('--no-save', 'keep nothing of the run')
  .option('--json', 'every event as one JSON line', false)
  .option('--profile <folder>', "another folder for the user's data", profile)
  .action((target: string, options: RunOptions) => {
    outcome = runCommand(terminal, target, options);
  });

library(
  program
    .command('resume')
    .description('go on with a run that failed, was cancelled or interrupted'),
)
  .argument('<run>', 'an id such as run_01jd…')
  .option('--secret <name>', 'a secret from STEPWELL_SECRET_<NAME>; may be repeated', collect, [])
  .action((run: string, options: LibraryOptions & { secret: string[] }) => {
    outcome = resumeCommand(terminal, run, options);
  });

program
  .command('dap')
  .description('debug adapter on standard input and output, for editors')
  .option('--no-save', 'keep nothing of the runs')
  .option('--profile <folder>', "another folder for the user's data", profile)
  .action((options: DapOptions) => {
    outcome = dapCommand({ input: process.stdin, output: process.stdout }, options);
  });

library(program.command('waits').description('list what runs wait for'))
  .argument('[run]')
  .action((run: string | undefined, options: WaitOptions) => {
    outcome = waitsCommand(terminal, run, options);
  });

answer(program.command('approve').description('approve what a run waits for'))
  .option('--data <json>', 'what the form asks for, as JSON or @file')
  .option('--set <name=value>', 'one field of the form; may be repeated', collect, [])
  .action((run: string, step: string | undefined, options: AnswerOptions) => {
    outcome = answerCommand(terminal, 'approve', [run, step], options);
  });

answer(program.command('reject').description('reject what a run waits for')).action(
  (run: string, step: string | undefined, options: AnswerOptions) => {
    outcome = answerCommand(terminal, 'reject', [run, step], options);
  },
);

library(program.command('decide').description('say what happened to an interrupted step'))
  .argument('<run>')
  .argument('<step>', 'its id, or eachOrder[3]/pay inside a container')
  .argument('<decision>', 'retry, done or skip', parseDecision)
  .option('--output <json>', "with done: the step's output, as JSON or @file")
  .action(
    (
      run: string,
      step: string,
      decision: 'retry' | 'done' | 'skip',
      options: WaitOptions & { output?: string },
    ) => {
      outcome = decideCommand(terminal, [run, step], decision, options);
    },
  );

library(program.command('emit').description('emit an event for steps that wait for its topic'))
  .argument('<topic>', 'such as order.paid')
  .argument('[data]', 'JSON, @file, or plain text')
  .option('--set <name=value>', 'one property of the data; may be repeated', collect, [])
  .option('--id <id>', 'an event with the same id is emitted once')
  .action(
    (
      topic: string,
      data: string | undefined,
      options: WaitOptions & { id?: string; set: string[] },
    ) => {
      outcome = emitCommand(terminal, topic, data, options);
    },
  );

program
  .command('validate')
  .description('list all problems of workflow files')
  .argument('<files...>')
  .option('--json', 'one JSON object per problem', false)
  .option('--types', 'check code and expressions with TypeScript, too', false)
  .option('--profile <folder>', 'the library in which called workflows are looked up', profile)
  .action((files: string[], options: { json: boolean; types: boolean; profile: string }) => {
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

function answer(command: Command): Command {
  return library(command)
    .argument('<run>')
    .argument('[step]', 'when the run waits at several: an id, or eachOrder[3]/release')
    .option('--comment <text>', 'a remark')
    .option('--by <name>', 'who answers; your account unless told');
}

function parseDecision(value: string): string {
  if (value === 'retry' || value === 'done' || value === 'skip') return value;
  throw new InvalidArgumentError('It is retry, done or skip.');
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
