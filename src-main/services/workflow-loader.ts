import { dirname, isAbsolute, resolve, win32 } from 'node:path';
import { AppError, type AppErrorData } from '@shared/errors/app-error';
import { type ContentHash, workflowIdSchema } from '@shared/lib/ids';
import type { ExecutableKind, LoadedWorkflow } from '../engine/types';
import type { WorkflowLoader } from '../steps/step-host';
import type { VersionsRepository } from '../storage/repositories/versions';
import type { WorkflowRecord, WorkflowsRepository } from '../storage/repositories/workflows';
import type { DocumentTrust } from './document-trust';
import { pathDenied } from './file-errors';
import { runnableWorkflow } from './runnable-workflow';
import { startFolder } from './start-folder';
import { readWorkflowFile, resolveFile } from './workflow-file';

// Finds the workflows that other workflows call. Every text that is loaded becomes a version, so
// that a run that goes on after a crash calls what it had called.

export interface LoaderParts {
  readonly workflows: Pick<WorkflowsRepository, 'find' | 'findByName' | 'findByPath'>;
  readonly versions: VersionsRepository;
  readonly trust: DocumentTrust;
  readonly kinds: () => ReadonlyMap<string, ExecutableKind>;
  /** Whoever started this process named the file, and so means what it calls. */
  readonly trustFiles: boolean;
  readonly now: () => number;
}

/** Where a reference leads. */
interface Place {
  readonly id: LoadedWorkflow['ref']['id'];
  readonly folder: string | null;
  /** The text as it is now. */
  text(): Promise<string> | string;
}

const versionPattern = /^[0-9a-f]{7,64}$/;

export function createWorkflowLoader(parts: LoaderParts): WorkflowLoader {
  const { workflows, versions, trust } = parts;

  async function placeOf(reference: string, folder: string | null): Promise<Place> {
    if (isPath(reference)) return placeOfFile(fileOf(reference, folder));
    const { name, version } = splitReference(reference);
    const record = findInLibrary(name);
    const place = { id: record.id, folder: startFolder(record) };
    if (version !== undefined) return { ...place, text: () => textOfVersion(name, version) };
    return {
      ...place,
      // The file is what others see; the library has its last text should it be gone.
      text: () =>
        record.path === null
          ? versions.text(record.savedHash)
          : readWorkflowFile(record.path).catch(() => versions.text(record.savedHash)),
    };
  }

  async function placeOfFile(path: string): Promise<Place> {
    // A path that is gone by now has no real name; a pinned text does not need it.
    const file = await resolveFile(path).catch(() => path);
    const id = workflows.findByPath(file)?.id ?? null;
    return { id, folder: dirname(file), text: () => readWorkflowFile(file) };
  }

  /** A name may hold an @ itself: the whole is tried first. */
  function splitReference(reference: string): { name: string; version?: string } {
    const at = reference.lastIndexOf('@');
    if (at <= 0 || workflows.findByName(reference).length > 0) return { name: reference };
    return { name: reference.slice(0, at), version: reference.slice(at + 1) };
  }

  function findInLibrary(name: string): WorkflowRecord {
    const id = workflowIdSchema.safeParse(name);
    const byId = id.success ? workflows.find(id.data) : undefined;
    if (byId && byId.deletedAt === null) return byId;
    const found = workflows.findByName(name);
    const [first, ...others] = found;
    if (first && others.length === 0) return first;
    if (!first) {
      throw loadError(
        'WORKFLOW_NOT_FOUND',
        `There is no workflow "${name}" in the library.`,
        'Add it to the library, or name its file as a path that ends in .yaml.',
      );
    }
    throw loadError(
      'WORKFLOW_AMBIGUOUS',
      `${found.length} workflows in the library are called "${name}".`,
      `Use an id instead of the name: ${found.map((record) => record.id).join(', ')}.`,
    );
  }

  function textOfVersion(name: string, version: string): string {
    const hashes = versionPattern.test(version) ? versions.beginningWith(version) : [];
    const [hash] = hashes;
    if (hash && hashes.length === 1) return versions.text(hash);
    throw loadError(
      hashes.length > 1 ? 'WORKFLOW_AMBIGUOUS' : 'WORKFLOW_NOT_FOUND',
      hashes.length > 1
        ? `Several versions begin with ${version}.`
        : `There is no version ${version} of "${name}" in this profile.`,
      'A version is the first seven or more digits of the hash that the history of runs shows.',
    );
  }

  return {
    async load(reference, folder, pinned) {
      const place = await placeOf(reference.trim(), folder).catch((error: unknown) => {
        // What was pinned can be called even when it can no longer be found.
        if (pinned === null) throw error;
        return { id: null, folder, text: () => versions.text(pinned) } satisfies Place;
      });
      const text = pinned === null ? await place.text() : versions.text(pinned);
      const hash: ContentHash = versions.put(text, parts.now());
      const workflow = calledWorkflow(reference, text, parts.kinds());
      return {
        workflow,
        ref: { id: place.id, hash, name: workflow.name },
        folder: place.folder,
        restricted: !parts.trustFiles && !trust.isTrusted(text),
      };
    },
  };
}

function isPath(reference: string): boolean {
  return /[/\\]/.test(reference) || /\.ya?ml$/i.test(reference) || reference.includes('\0');
}

/** A file that travels must not say where things are on somebody's disk. */
function fileOf(reference: string, folder: string | null): string {
  if (isAbsolute(reference) || win32.isAbsolute(reference) || /^[a-z]+:|^~/i.test(reference)) {
    throw pathDenied(reference, 'only a path relative to the calling workflow can be called');
  }
  if (folder === null) {
    throw loadError(
      'WORKFLOW_NOT_FOUND',
      `"${reference}" cannot be found: the calling workflow has no folder yet.`,
      'Save the calling workflow to a file, or call a workflow of the library by its name.',
    );
  }
  return resolve(folder, reference.replaceAll('\\', '/'));
}

function calledWorkflow(
  reference: string,
  text: string,
  kinds: ReadonlyMap<string, ExecutableKind>,
): LoadedWorkflow['workflow'] {
  try {
    return runnableWorkflow(text, kinds);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const data: AppErrorData = error.toData();
    const hint = `Open "${reference}" and solve what its problems list shows as errors.`;
    throw new AppError({ ...data, message: `In "${reference}": ${data.message}`, hint });
  }
}

function loadError(code: string, message: string, hint: string): AppError {
  return new AppError({ code, kind: 'user', message, hint });
}
