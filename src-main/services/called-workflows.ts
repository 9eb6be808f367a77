import { readdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AppError } from '@shared/errors/app-error';
import { callReferences } from '@shared/workflow/calls/call-references';
import {
  type CalledSet,
  type CalledText,
  type CallLink,
  createCalledReader,
} from '@shared/workflow/calls/called-set';
import { type ParsedWorkflow, parseWorkflow } from '@shared/workflow/parse-workflow';
import type { StepKinds, ValidateOptions } from '@shared/workflow/validate/validation';
import { hashText } from '../storage/content-hash';
import { resolveFile } from './workflow-file';
import {
  filePlaces,
  isPathReference,
  type WorkflowPlace,
  type WorkflowPlaces,
} from './workflow-places';

/** What calls so many workflows, or so much text, is not looked through to the end. */
const mostWorkflows = 200;
const mostText = 20_000_000;

/** So many files of a folder may be meant by a reference with a slip. */
const mostNeighbours = 2_000;

/** The workflow whose calls are followed. */
export interface CallingWorkflow {
  /** Its key as a place, where others may call it. */
  readonly self: string | null;
  readonly folder: string | null;
  readonly references: readonly string[];
}

export interface FoundCalls {
  readonly set: CalledSet;
  /** Every file that the answer depends on, those that are missing included. */
  readonly files: readonly string[];
  /** A reference that only a library can answer. */
  readonly needsLibrary: boolean;
}

export interface CallSearchParts {
  readonly kinds: StepKinds;
  readonly places: WorkflowPlaces;
  readonly parse?: (text: string) => ParsedWorkflow;
  /** Told before a file is read. */
  readonly onFile?: (path: string) => Promise<void> | void;
}

/** Finds the workflows that one calls, directly and through others. */
export async function findCalls(
  root: CallingWorkflow,
  { kinds, places, parse = parseWorkflow, onFile }: CallSearchParts,
): Promise<FoundCalls> {
  const links: CallLink[] = [];
  const texts = new Map<string, CalledText | NonNullable<CallLink['why']>>();
  const files = new Set<string>();
  const open: (Omit<CallingWorkflow, 'self'> & { readonly from: string | null })[] = [
    { from: null, folder: root.folder, references: root.references },
  ];
  let needsLibrary = false;
  let length = 0;

  async function readText(
    place: WorkflowPlace,
  ): Promise<CalledText | NonNullable<CallLink['why']>> {
    if (place.path !== null && !files.has(place.path)) {
      files.add(place.path);
      await onFile?.(place.path);
    }
    const text = await place.text();
    const parsed = parse(text);
    if (parsed.workflow === null || !isWorkflowText(parsed)) return unreadable(parsed);
    if (place.key !== root.self) {
      const references = callReferences(parsed.workflow, kinds.find);
      open.push({ from: place.key, folder: place.folder, references });
    }
    length += text.length;
    return { key: place.key, hash: hashText(text), text };
  }

  async function follow(from: string | null, reference: string, folder: string | null) {
    try {
      const place = await places.find(reference, folder);
      if (place === undefined) {
        needsLibrary = true;
        return;
      }
      if (!texts.has(place.key)) {
        if (texts.size >= mostWorkflows || length > mostText) return;
        texts.set(place.key, await readText(place));
      }
      const found = texts.get(place.key);
      if (found === undefined || 'text' in found) links.push({ from, reference, to: place.key });
      else links.push({ from, reference, to: null, why: found });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      links.push({ from, reference, to: null, ...(await whyMissing(error, reference, folder)) });
    }
  }

  async function whyMissing(error: AppError, reference: string, folder: string | null) {
    const { code, message, hint } = error.toData();
    const known = isPathReference(reference)
      ? await neighbours(reference, folder)
      : places.names().slice(0, mostNeighbours);
    // That there is none is what the validator says by itself.
    if (code === 'FILE_GONE') return { known };
    return {
      known: code === 'WORKFLOW_NOT_FOUND' ? known : [],
      why: {
        code: codeOf(code),
        message: message.replace(/^There/, 'there').replace(/\.$/, ''),
        hint: hint ?? 'Call another workflow.',
      },
    };
  }

  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const reference of at.references) await follow(at.from, reference, at.folder);
  }
  const workflows = [...texts.values()].filter((found) => 'text' in found);
  return { set: { self: root.self, links, workflows }, files: [...files], needsLibrary };
}

/** What a file calls, for the validator. */
export async function calledBy(
  file: string,
  text: string,
  kinds: StepKinds,
  places: WorkflowPlaces = filePlaces,
): Promise<{ readonly options: ValidateOptions; readonly needsLibrary: boolean }> {
  const known = new Map<string, ParsedWorkflow>();
  const parse = (one: string): ParsedWorkflow => {
    const parsed = known.get(one) ?? parseWorkflow(one);
    known.set(one, parsed);
    return parsed;
  };
  const path = resolve(file);
  const { workflow } = parse(text);
  const root = {
    self: await resolveFile(path).catch(() => path),
    folder: dirname(path),
    references: workflow === null ? [] : callReferences(workflow, kinds.find),
  };
  const { set, needsLibrary } = await findCalls(root, { kinds, places, parse });
  return { options: createCalledReader(kinds, parse).read(set), needsLibrary };
}

function codeOf(code: string): NonNullable<CallLink['why']>['code'] {
  if (code === 'WORKFLOW_AMBIGUOUS') return code;
  return code === 'WORKFLOW_NOT_FOUND' || code === 'PATH_DENIED'
    ? 'WORKFLOW_MISSING'
    : 'WORKFLOW_BROKEN';
}

/**
 * Whether a text is a workflow at all. What a stranger's file names may be any file of the user's: only
 * workflows go to the window.
 */
function isWorkflowText({ problems }: ParsedWorkflow): boolean {
  return !problems.some(({ code }) =>
    /^(?:YAML_|FILE_|SCHEMA_ROOT|FORMAT_(?:MISSING|INVALID))/.test(code),
  );
}

function unreadable({ problems }: ParsedWorkflow): NonNullable<CallLink['why']> {
  const first = problems.find(({ severity }) => severity === 'error');
  const why = first === undefined ? '' : `: line ${first.line}: ${first.message.slice(0, 160)}`;
  return {
    code: 'WORKFLOW_BROKEN',
    message: `it cannot be read as a workflow${why}`,
    hint: 'Open it and solve what its problems list shows as errors.',
  };
}

/** Workflow files in the folder that a path leads into, written as the path is. */
async function neighbours(reference: string, folder: string | null): Promise<string[]> {
  const written = reference.trim();
  const before = written.slice(
    0,
    Math.max(written.lastIndexOf('/'), written.lastIndexOf('\\')) + 1,
  );
  if (folder === null || before.includes('\0')) return [];
  const names = await readdir(resolve(folder, before.replaceAll('\\', '/'))).catch(() => []);
  return names
    .filter((name) => /\.ya?ml$/i.test(name))
    .slice(0, mostNeighbours)
    .map((name) => `${before}${name}`);
}
