import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '@shared/errors/app-error';
import type { OpenedDocument } from '@shared/ipc/documents';
import type { WorkflowId } from '@shared/lib/ids';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { VersionsRepository } from '../storage/repositories/versions';
import type { WorkflowRecord, WorkflowsRepository } from '../storage/repositories/workflows';
import type { DocumentTrust } from './document-trust';
import { toFileError } from './file-errors';
import type { FileWatcher } from './file-watcher';
import { notFound } from './not-found';
import type { ServiceEvents } from './service-events';
import type { FileDialogs } from './service-ports';
import { factsOf } from './workflow-facts';
import { readWorkflowFile, replaceFile, resolveFile, writeWorkflowFile } from './workflow-file';

// One workflow's text: opening it with what a crash left behind, journalling what is typed, and
// saving it to the library and to its file.

export interface DocumentService {
  open(id: WorkflowId): Promise<OpenedDocument>;
  /** Durable when it returns. */
  saveDraft(id: WorkflowId, text: string): void;
  save(id: WorkflowId, text: string): Promise<{ path: string | null }>;
  /** Asks for a file; null when cancelled. */
  saveAs(id: WorkflowId, text: string): Promise<{ path: string } | null>;
  discardDraft(id: WorkflowId): { text: string };
  /** The user trusts exactly this text; what is edited from it here is trusted too. */
  trust(id: WorkflowId, text: string): void;
  /** Asks for a file and writes bytes there; null when cancelled. */
  saveData(suggestedName: string, base64: string): Promise<{ path: string } | null>;
  choosePath(purpose: 'open' | 'save', title: string): Promise<{ path: string } | null>;
  /** Shows the workflow's file in the system's file manager; throws when there is none. */
  showInFolder(id: WorkflowId): Promise<void>;
  /** What another program made of the file becomes the saved text. */
  fileChanged(id: WorkflowId, text: string): void;
}

export interface DocumentParts {
  readonly workflows: WorkflowsRepository;
  readonly versions: VersionsRepository;
  readonly trust: DocumentTrust;
  readonly watcher: FileWatcher;
  readonly dialogs: FileDialogs;
  readonly events: ServiceEvents;
  readonly now: () => number;
}

/** Reading a longer text takes too long to do it at every draft only for the list. */
const quickLength = 200_000;

export function createDocumentService(parts: DocumentParts): DocumentService {
  const { workflows, versions, trust, watcher, dialogs, events, now } = parts;

  function get(id: WorkflowId): WorkflowRecord {
    const record = workflows.find(id);
    if (!record || record.deletedAt !== null) throw notFound('workflow', id);
    return record;
  }

  /** The text in the file, which may have changed since it was last seen. */
  async function readSaved(
    record: WorkflowRecord,
  ): Promise<{ readonly text: string; readonly missing: boolean }> {
    const known = versions.text(record.savedHash);
    if (record.path === null) return { text: known, missing: false };
    // A file that is gone or unreadable now must not keep anybody from their workflow: the
    // library has its last text.
    let missing = false;
    const text = await readWorkflowFile(record.path).catch((error: unknown) => {
      missing = error instanceof AppError && error.code === 'FILE_GONE';
      return known;
    });
    if (text !== known) replaceSaved(record, text);
    watcher.watch(record.id, record.path, text);
    return { text, missing };
  }

  /** What another program made of the file; the draft may be merged with it, and trusted no more. */
  function replaceSaved(record: WorkflowRecord, text: string): void {
    const facts = record.draft ? null : factsOf(text, record.name);
    workflows.replaceSaved(record.id, versions.put(text, now()), facts, now());
    if (record.draft?.trusted && !trust.isTrusted(text))
      workflows.setDraftTrusted(record.id, false);
    events.libraryChanged([record.id]);
  }

  function keepSaved(record: WorkflowRecord, text: string): void {
    const hash = versions.put(text, now());
    if (trust.ofDocument(record)) trust.trust(hash, 'edited');
    workflows.save(record.id, hash, factsOf(text, record.name), now());
    events.libraryChanged([record.id]);
  }

  return {
    async open(id) {
      const record = get(id);
      const { text: savedText, missing } = await readSaved(record);
      const text = record.draft?.text ?? savedText;
      const trusted = trust.ofDocument(get(id));
      return {
        id,
        path: record.path,
        text,
        savedText,
        recovered: text !== savedText,
        fileMissing: missing,
        readOnly: parseWorkflow(text).readOnly,
        trusted,
      };
    },
    saveDraft(id, text) {
      const record = get(id);
      const wasDirty = record.draft !== null;
      const facts = text.length <= quickLength ? factsOf(text, record.name) : record;
      const isDirty = text !== versions.text(record.savedHash);
      const draft = { text, trusted: trust.ofEdit(id, text) };
      if (isDirty) workflows.saveDraft(id, draft, pick(facts), now());
      else if (wasDirty) workflows.discardDraft(id, pick(facts), now());
      if (isDirty !== wasDirty || facts.name !== record.name) events.libraryChanged([id]);
    },
    async save(id, text) {
      const record = get(id);
      if (record.path !== null) {
        await writeWorkflowFile(record.path, text);
        watcher.watch(id, record.path, text);
      }
      keepSaved(record, text);
      return { path: record.path };
    },
    async saveAs(id, text) {
      const record = get(id);
      const chosen = await dialogs.saveWorkflow(factsOf(text, record.name).name);
      if (chosen === null) return null;
      await writeWorkflowFile(resolve(chosen), text);
      const path = await resolveFile(resolve(chosen));
      const other = workflows.findByPath(path);
      // The file is this workflow's now; the one that had it keeps its text in the library.
      if (other && other.id !== id) {
        watcher.stop(other.id);
        workflows.setPath(other.id, null);
        events.libraryChanged([other.id]);
      }
      workflows.setPath(id, path);
      watcher.watch(id, path, text);
      keepSaved(record, text);
      return { path };
    },
    discardDraft(id) {
      const record = get(id);
      const text = versions.text(record.savedHash);
      if (record.draft) workflows.discardDraft(id, factsOf(text, record.name), now());
      events.libraryChanged([id]);
      return { text };
    },
    trust(id, text) {
      const record = get(id);
      trust.trust(versions.put(text, now()), 'user');
      if (record.draft) workflows.setDraftTrusted(id, record.draft.text === text);
      events.trustChanged(id, trust.ofDocument(get(id)));
      events.libraryChanged([id]);
    },
    async saveData(suggestedName, base64) {
      const path = await dialogs.choosePath('save', 'Save the data', suggestedName);
      if (path === null) return null;
      await replaceFile(path, () => Buffer.from(base64, 'base64'));
      return { path };
    },
    async choosePath(purpose, title) {
      const path = await dialogs.choosePath(purpose, title);
      return path === null ? null : { path };
    },
    async showInFolder(id) {
      const { path, name } = get(id);
      if (path === null) throw noFile(name);
      await access(path).catch((error: unknown) => {
        throw toFileError(error, path, 'read');
      });
      dialogs.showInFolder?.(path);
    },
    fileChanged(id, text) {
      const record = workflows.find(id);
      if (!record || record.deletedAt !== null) return;
      replaceSaved(record, text);
      events.fileChanged(id, text, trust.ofDocument(get(id)));
    },
  };
}

function noFile(name: string): AppError {
  return new AppError({
    code: 'FILE_NONE',
    kind: 'user',
    message: `“${name}” is in the library and has no file of its own.`,
    hint: 'Save it to a file with “Save as…” first.',
  });
}

function pick({
  name,
  description,
  stepCount,
  stepTitles,
}: Pick<WorkflowRecord, 'name' | 'description' | 'stepCount' | 'stepTitles'>) {
  return { name, description, stepCount, stepTitles: stepTitles ?? '' };
}
