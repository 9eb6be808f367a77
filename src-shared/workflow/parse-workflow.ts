import { atOnce, inSlices, type Pace, type Sliced } from '../lib/slices';
import type { Workflow } from './model';
import { createPlaces, type Places } from './places';
import type { Problem } from './problem';
import type { BreakpointSource, EdgeSource, ReadContext, StepSource } from './read/read-context';
import { nameOf } from './read/read-context';
import { currentFormat } from './read/read-format';
import { readWorkflow } from './read/read-workflow';
import type { LineIndex } from './source/line-index';
import type { SourceNode } from './source/node';
import { createProblemList } from './source/problem-list';
import { readSource } from './source/read-source';

/** A workflow text and everything that is derived from it. Immutable. */
export interface ParsedWorkflow {
  readonly text: string;
  /** Null when the root is no map; otherwise as much as could be read. */
  readonly workflow: Workflow | null;
  /** Problems of syntax and shape; `validateWorkflow` gives these and all others. */
  readonly problems: readonly Problem[];
  /** Made by a newer Stepwell, or too large: shown, not edited. */
  readonly readOnly: boolean;
  readonly places: Places;
  /** The text as a tree; for edits and validation, not for features. */
  readonly source: WorkflowSource;
}

export interface WorkflowSource {
  readonly root: SourceNode | null;
  readonly steps: ReadonlyMap<string, StepSource>;
  readonly edges: readonly EdgeSource[];
  readonly breakpoints: readonly BreakpointSource[];
  readonly lines: LineIndex;
}

// The studio parses the same text several times in a row: to plan an edit, to check the outcome
// and to show it. Results are immutable, so the latest few can be given out again.
const recent: ParsedWorkflow[] = [];
const recentCount = 4;

/** Reads a workflow text. Never throws; what is wrong with the text is listed in `problems`. */
export function parseWorkflow(text: string): ParsedWorkflow {
  return known(text) ?? remember(atOnce(parse(text)));
}

/** The same in slices, for a window that has to draw meanwhile. */
export async function parseWorkflowInSlices(text: string, pace: Pace): Promise<ParsedWorkflow> {
  return known(text) ?? remember(await inSlices(parse(text), pace));
}

function known(text: string): ParsedWorkflow | undefined {
  return recent.find((parsed) => parsed.text === text);
}

function remember(parsed: ParsedWorkflow): ParsedWorkflow {
  recent.unshift(parsed);
  recent.length = Math.min(recent.length, recentCount);
  return parsed;
}

function* parse(text: string): Sliced<ParsedWorkflow> {
  const problems = createProblemList(text);
  const context: ReadContext = {
    problems,
    steps: new Map(),
    edges: [],
    breakpoints: [],
    tooLarge: false,
    defaultJoin: 'any',
  };
  const root = yield* readSource(text, problems);
  yield;
  const workflow = root === null ? null : readRoot(context, root);
  yield;
  const { steps, edges, breakpoints } = context;
  const source: WorkflowSource = { root, steps, edges, breakpoints, lines: problems.lines };
  const lineOf = (offset: number): number => problems.lines.place(offset).line;
  return {
    text,
    workflow,
    problems: problems.all(),
    readOnly: context.tooLarge || (workflow !== null && workflow.formatVersion > currentFormat),
    places: createPlaces({ text, root, steps, edges, lineOf }),
    source,
  };
}

function readRoot(context: ReadContext, root: SourceNode): Workflow | null {
  if (root.type === 'map') return readWorkflow(context, root);
  context.problems.add({
    code: 'SCHEMA_ROOT',
    message: `A workflow file is a map of keys, found ${nameOf(root)}`,
    hint: 'Start with `stepwell: 1`, a `name:` and `steps:`.',
    from: root.from,
    to: root.to,
  });
  return null;
}
