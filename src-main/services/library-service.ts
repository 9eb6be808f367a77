import { basename } from 'node:path';
import type { LibraryEntry, SampleEntry } from '@shared/ipc/library';
import type { IdSource, RunId, WorkflowId } from '@shared/lib/ids';
import type { RunStatus } from '@shared/runs/events';
import { newWorkflowText } from '@shared/workflow/new-workflow';
import { planEdit } from '@shared/workflow/edit/plan-edit';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { applyTextChanges } from '@shared/workflow/text-change';
import type { VersionsRepository } from '../storage/repositories/versions';
import type { TrustReason } from '../storage/repositories/trust';
import type {
  WorkflowListItem,
  WorkflowRecord,
  WorkflowsRepository,
} from '../storage/repositories/workflows';
import { notFound } from './not-found';
import type { DocumentTrust } from './document-trust';
import type { Samples } from './samples';
import type { ServiceEvents } from './service-events';
import type { FileDialogs } from './service-ports';
import { startFolder } from './start-folder';
import { factsOf } from './workflow-facts';
import { type Picture, pictureBytes, workflowInPicture } from './picture-file';
import { readPlainFile, replaceFile, resolveFile, writeWorkflowFile } from './workflow-file';
import { decodeFile } from './workflow-text';

// The library: which workflows there are, where they come from, what leaves it as a file.

export interface LibraryService {
  list(): LibraryEntry[];
  samples(): Promise<readonly SampleEntry[]>;
  create(from: NewEntry): Promise<WorkflowId>;
  duplicate(id: WorkflowId): WorkflowId;
  remove(id: WorkflowId): void;
  restore(id: WorkflowId): void;
  /** Asks for a file; null when cancelled. */
  importFile(): Promise<WorkflowId | null>;
  /** Adds the file at a path; the same path gives the same entry. */
  openPath(path: string): Promise<WorkflowId>;
  /** Asks where to, and writes a copy there; null when cancelled. */
  exportFile(id: WorkflowId, text: string): Promise<string | null>;
  /** The same for a picture that carries the workflow. */
  exportPicture(request: PictureRequest): Promise<string | null>;
}

export interface PictureRequest {
  readonly name: string;
  readonly text: string;
  readonly picture: Picture;
}

/** A text, a sample, or else an empty workflow of that name. */
export interface NewEntry {
  readonly name?: string | undefined;
  readonly text?: string | undefined;
  readonly sample?: string | undefined;
  /** The library's folder it goes to. */
  readonly folder?: string | undefined;
}

export interface LibraryParts {
  /** Folder into which samples are copied when somebody starts from one. */
  readonly samplesTarget: string;
  readonly workflows: WorkflowsRepository;
  readonly versions: VersionsRepository;
  readonly trust: DocumentTrust;
  readonly samples: Samples;
  readonly dialogs: FileDialogs;
  readonly ids: IdSource;
  readonly events: ServiceEvents;
  /** Whether a run that has not ended works or waits. */
  readonly statusOf: (run: RunId) => RunStatus;
  readonly now: () => number;
}

/** The file of a new entry, or where its relative paths start without one. */
type Place = Pick<WorkflowRecord, 'path' | 'folder'> & { readonly libraryFolder?: string };

const nowhere: Place = { path: null, folder: null };

const untitled = 'Untitled workflow';

export function createLibraryService(parts: LibraryParts): LibraryService {
  const { workflows, versions, trust, samples, dialogs, events, now } = parts;

  /** The row of a run says that it runs while it waits; whoever has it knows. */
  function shownRun(run: WorkflowListItem['lastRun']): LibraryEntry['lastRun'] {
    if (!run) return null;
    const { id, status, endedAt } = run;
    return { status: status === 'running' ? parts.statusOf(id) : status, endedAt };
  }

  function add(
    text: string,
    fallbackName: string,
    place: Place = nowhere,
    reason?: TrustReason,
  ): WorkflowId {
    const id = parts.ids.workflowId();
    const savedHash = versions.put(text, now());
    if (reason) trust.trust(savedHash, reason);
    workflows.insert({ id, ...place, savedHash, now: now(), ...factsOf(text, fallbackName) });
    events.libraryChanged([id]);
    return id;
  }

  function get(id: WorkflowId): WorkflowRecord {
    const record = workflows.find(id);
    if (!record) throw notFound('workflow', id);
    return record;
  }

  async function addFile(
    path: string,
    options: { readonly reason?: TrustReason; readonly libraryFolder?: string } = {},
  ): Promise<WorkflowId> {
    const { reason, libraryFolder = '' } = options;
    const file = await resolveFile(path);
    const known = workflows.findByPath(file);
    if (known) return known.id;
    const bytes = await readPlainFile(file);
    const inside = workflowInPicture(bytes, file);
    // The picture is not its file: saving must not write text over it.
    if (inside !== null) return add(inside, nameOfFile(file));
    const text = decodeFile(bytes, file);
    // Asked for twice at once, the first answer may be there by now.
    return (
      workflows.findByPath(file)?.id ??
      add(text, nameOfFile(file), { path: file, folder: null, libraryFolder }, reason)
    );
  }

  const openPath = (path: string) => addFile(path);

  return {
    list: () => workflows.list().map((entry) => ({ ...entry, lastRun: shownRun(entry.lastRun) })),
    samples: () => samples.list(),
    async create({ name, text, sample, folder: libraryFolder = '' }) {
      const place = { ...nowhere, libraryFolder };
      if (text !== undefined) return add(text, name ?? untitled, place);
      if (sample !== undefined) {
        const file = await samples.copy(sample, parts.samplesTarget);
        return addFile(file, { reason: 'sample', libraryFolder });
      }
      return add(newWorkflowText(name ?? untitled), untitled, place, 'made');
    },
    duplicate(id) {
      const record = get(id);
      const text = record.draft?.text ?? versions.text(record.savedHash);
      // A copy has no file of its own yet, but reads the same data.
      const place = { path: null, folder: startFolder(record) };
      const reason = trust.ofDocument(record) ? 'edited' : undefined;
      return add(renamed(text, `${record.name} (copy)`), record.name, place, reason);
    },
    remove(id) {
      get(id);
      workflows.setDeleted(id, now());
      events.libraryChanged([id]);
    },
    restore(id) {
      const { path } = get(id);
      const taken = path === null ? undefined : workflows.findByPath(path);
      // Another entry has the file by now; this one goes on in the library only.
      if (taken && taken.id !== id) workflows.setPath(id, null);
      workflows.setDeleted(id, null);
      events.libraryChanged([id]);
    },
    async importFile() {
      const path = await dialogs.openWorkflow();
      return path === null ? null : openPath(path);
    },
    openPath,
    async exportFile(id, text) {
      const path = await dialogs.saveWorkflow(get(id).name);
      if (path === null) return null;
      await writeWorkflowFile(path, text);
      return path;
    },
    async exportPicture({ name, text, picture }) {
      const path = await dialogs.savePicture(name, picture.format);
      if (path === null) return null;
      await replaceFile(path, () => pictureBytes(picture, text));
      return path;
    },
  };
}

/** The same text under another name; a text that cannot be edited keeps its own. */
function renamed(text: string, name: string): string {
  const plan = planEdit(parseWorkflow(text), {
    type: 'set-workflow-field',
    field: 'name',
    value: name,
  });
  return plan.ok ? applyTextChanges(text, plan.value) : text;
}

function nameOfFile(path: string): string {
  return basename(path).replace(/(\.stepwell)?\.(ya?ml|svg|png)$/i, '') || untitled;
}
