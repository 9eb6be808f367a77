import { AppError } from '@shared/errors/app-error';
import { blobsIn, readCase, writeCase, type CaseCursor, type RunCase } from '@shared/debug/case';
import { effectiveBreakpoints } from '@shared/debug/effective-breakpoints';
import { programsOf, type RunPrograms } from '@shared/debug/programs';
import { reportHtml } from '@shared/debug/report/report';
import { RunLog } from '@shared/debug/run-log';
import type { OpenedCase } from '@shared/ipc/cases';
import type { ContentHash, RunId, WorkflowId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import type { StepDefinition } from '@shared/steps/define-step';
import type { Workflow } from '@shared/workflow/model';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { RunJournal } from '../storage/journal';
import { hashText } from '../storage/content-hash';
import type { BlobsRepository } from '../storage/repositories/blobs';
import type { EventsRepository } from '../storage/repositories/events';
import type { RunsRepository } from '../storage/repositories/runs';
import type { VersionsRepository } from '../storage/repositories/versions';
import type { BreakpointService } from './breakpoint-service';
import { eventsToTakeIn } from './case-events';
import { fileError } from './file-errors';
import type { LibraryService } from './library-service';
import { notFound } from './not-found';
import type { FileDialogs } from './service-ports';
import { readPlainFile, replaceFile, resolveFile } from './workflow-file';

// Runs as files: a case can be opened again as it was left, a report can be read by anybody.

export interface CaseRequest {
  readonly runId: RunId;
  readonly cursor: CaseCursor;
  readonly watches: readonly string[];
  readonly note: string;
}

export interface CaseService {
  /** Asks where to; null when cancelled. */
  export(request: CaseRequest): Promise<string | null>;
  /** Asks for a file; null when cancelled. */
  open(): Promise<OpenedCase | null>;
  openPath(path: string): Promise<OpenedCase>;
  /** The text of a file, and what it is called. */
  openText(name: string, text: string): Promise<OpenedCase>;
  report(run: RunId): Promise<string | null>;
  /** The text of a case. */
  text(request: CaseRequest): string;
}

export interface CaseParts {
  readonly runs: RunsRepository;
  readonly versions: VersionsRepository;
  readonly eventLog: Pick<EventsRepository, 'after'>;
  readonly blobs: BlobsRepository;
  readonly journal: Pick<RunJournal, 'announce' | 'append'>;
  readonly library: Pick<LibraryService, 'create'>;
  readonly breakpoints: BreakpointService;
  readonly dialogs: Pick<FileDialogs, 'saveCase' | 'openCase' | 'saveReport'>;
  readonly definitionOf: (kind: string) => StepDefinition | undefined;
  readonly newRunId: () => RunId;
  readonly now: () => number;
}

const largestFile = 800_000_000;

export function createCaseService(parts: CaseParts): CaseService {
  const { runs, versions, eventLog, blobs, dialogs } = parts;

  function eventsOf(run: RunId): RunEvent[] {
    return eventLog.after(run, 0, Number.MAX_SAFE_INTEGER);
  }

  /** Texts that can no more be had are left out; the log says what was done all the same. */
  function textsIn(log: RunLog): Map<ContentHash, string> {
    const { state } = log;
    const texts = new Map<ContentHash, string>();
    if (state === null) return texts;
    texts.set(state.workflow.hash, versions.text(state.workflow.hash));
    for (const { workflow } of state.frames.values()) {
      if (texts.has(workflow.hash)) continue;
      try {
        texts.set(workflow.hash, versions.text(workflow.hash));
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
    }
    return texts;
  }

  function programs(log: RunLog): RunPrograms {
    const workflows = new Map<string, Workflow>();
    for (const [hash, text] of textsIn(log)) {
      const { workflow } = parseWorkflow(text);
      if (workflow) workflows.set(hash, workflow);
    }
    return programsOf(workflows, parts.definitionOf);
  }

  function caseOf({ runId, cursor, watches, note }: CaseRequest): RunCase {
    const record = runs.find(runId);
    if (!record) throw notFound('run', runId);
    const events = eventsOf(runId);
    const workflows = textsIn(RunLog.of(events));
    const values = new Map<string, JsonValue>();
    for (const event of events) {
      for (const hash of blobsIn(event).keys()) {
        if (!values.has(hash)) values.set(hash, blobs.readValue(hash as ContentHash));
      }
    }
    return {
      run: runId,
      workflows,
      events,
      blobs: values,
      breakpoints: breakpointsOf(record.workflowId, workflows.get(record.versionHash)),
      watches,
      cursor,
      note,
    };
  }

  /** Those of the file are in its text, but a case is opened without it being trusted or edited. */
  function breakpointsOf(workflow: WorkflowId | null, text: string | undefined) {
    const shared = text === undefined ? [] : (parseWorkflow(text).workflow?.breakpoints ?? []);
    try {
      const own = workflow === null ? [] : parts.breakpoints.list(workflow).breakpoints;
      return effectiveBreakpoints(shared, own).filter((one) => own.some(({ id }) => id === one.id));
    } catch (error) {
      // The workflow is in the trash: its own breakpoints went with it.
      if (error instanceof AppError) return [];
      throw error;
    }
  }

  async function takeIn(one: RunCase, edited: boolean): Promise<OpenedCase> {
    const own = one.events[0];
    const text = own?.type === 'run.created' ? one.workflows.get(own.workflow.hash) : undefined;
    if (own?.type !== 'run.created' || text === undefined) throw damaged('its workflow is missing');
    // It comes from outside: nothing of it is trusted.
    const workflowId = await parts.library.create({ text, name: own.workflow.name });
    const hashes = new Map<string, ContentHash>();
    for (const [hash, workflow] of one.workflows)
      hashes.set(hash, versions.put(workflow, parts.now()));
    const runId = parts.newRunId();
    const events = eventsToTakeIn(one, { runId, workflowId, hashes, now: parts.now() });
    parts.journal.announce(runId, { requestKey: null });
    try {
      await parts.journal.append(events);
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw damaged('an event in it is none that Stepwell writes', error);
    }
    // It was opened on purpose: it goes when the user removes it.
    runs.setKept(runId, true);
    if (one.breakpoints.length > 0) parts.breakpoints.put(workflowId, one.breakpoints);
    return {
      runId,
      workflowId,
      cursor: one.cursor,
      watches: [...one.watches],
      note: one.note,
      edited,
    };
  }

  async function openPath(path: string): Promise<OpenedCase> {
    const file = await resolveFile(path);
    return openText(file, (await readPlainFile(file, largestFile)).toString('utf8'));
  }

  async function openText(name: string, text: string): Promise<OpenedCase> {
    const read = readCase(text, hashText);
    if (!read.ok) {
      throw fileError(
        'CASE_INVALID',
        name,
        `cannot be opened as a case: ${read.problem.message.replace(/\.$/, '')}`,
        read.problem.reason === 'version'
          ? 'Update Stepwell, then open it again.'
          : 'Ask whoever made it for the file again, as it was exported.',
      );
    }
    return takeIn(read.case, read.edited);
  }

  return {
    openPath,
    openText,
    text: (request) => writeCase(caseOf(request), hashText),
    async export(request) {
      const record = runs.find(request.runId);
      if (!record) throw notFound('run', request.runId);
      const path = await dialogs.saveCase(record.workflowName);
      if (path === null) return null;
      const text = writeCase(caseOf(request), hashText);
      await replaceFile(path, () => Buffer.from(text));
      return path;
    },
    async open() {
      const path = await dialogs.openCase();
      return path === null ? null : openPath(path);
    },
    async report(run) {
      const record = runs.find(run);
      if (!record) throw notFound('run', run);
      const path = await dialogs.saveReport(record.workflowName);
      if (path === null) return null;
      const log = RunLog.of(eventsOf(run));
      const text = reportHtml(log, programs(log));
      await replaceFile(path, () => Buffer.from(text));
      return path;
    },
  };
}

function damaged(why: string, cause?: unknown): AppError {
  return new AppError(
    {
      code: 'CASE_INVALID',
      kind: 'user',
      message: `The case cannot be opened: ${why}.`,
      hint: 'Ask whoever made it for the file again, as it was exported.',
    },
    { cause },
  );
}
