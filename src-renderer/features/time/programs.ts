import { programsOf, type RunPrograms } from '@shared/debug/programs';
import type { RunLog } from '@shared/debug/run-log';
import type { ContentHash } from '@shared/lib/ids';
import { findStepDefinition } from '@shared/steps/index';
import type { Workflow } from '@shared/workflow/model';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { ipc } from '../../ipc/client';

// The texts that runs were made from. A text never changes, so what was read once is kept.

const texts = new Map<ContentHash, Promise<Workflow | null>>();
const mostTexts = 200;

function workflowOf(hash: ContentHash): Promise<Workflow | null> {
  const known = texts.get(hash);
  if (known !== undefined) return known;
  // One that is gone leaves the names of its steps; all else is in the log.
  const reading = ipc.runs.versionText({ hash }).then(
    ({ text }) => parseWorkflow(text).workflow ?? null,
    () => null,
  );
  if (texts.size >= mostTexts) texts.clear();
  texts.set(hash, reading);
  return reading;
}

/** Hashes of the workflows of a run: its own first, then those it called. */
export function hashesIn(log: RunLog): readonly ContentHash[] {
  const { state } = log;
  if (state === null) return [];
  const called = [...state.frames.values()].map((frame) => frame.workflow.hash);
  return [...new Set([state.workflow.hash, ...called])];
}

/** What a run was made from, as far as it can be had. */
export async function loadPrograms(log: RunLog): Promise<RunPrograms> {
  const found = await Promise.all(
    hashesIn(log).map(async (hash) => [hash, await workflowOf(hash)] as const),
  );
  const workflows = new Map<string, Workflow>();
  for (const [hash, workflow] of found) if (workflow !== null) workflows.set(hash, workflow);
  return programsOf(workflows, findStepDefinition);
}
