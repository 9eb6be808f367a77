import { dirname, isAbsolute, resolve, win32 } from 'node:path';
import { AppError } from '@shared/errors/app-error';
import { type WorkflowId, workflowIdSchema } from '@shared/lib/ids';
import type { VersionsRepository } from '../storage/repositories/versions';
import type { WorkflowRecord, WorkflowsRepository } from '../storage/repositories/workflows';
import { pathDenied } from './file-errors';
import { startFolder } from './start-folder';
import { readWorkflowFile, resolveFile } from './workflow-file';

// Where a reference to another workflow leads: the one rule for runs, for the studio while one is
// edited, and for the command line.

export interface WorkflowPlace {
  /** The same for every reference that leads there. */
  readonly key: string;
  readonly id: WorkflowId | null;
  /** Where its own relative references start. */
  readonly folder: string | null;
  /** The file that the text is read from first; null for one that only the library has. */
  readonly path: string | null;
  /** The text as it is now. */
  text(): Promise<string> | string;
}

export interface WorkflowPlaces {
  /** Throws when it leads nowhere; undefined when that cannot be known here. */
  find(reference: string, folder: string | null): Promise<WorkflowPlace | undefined>;
  /** Names of workflows that can be called; empty where there is no library. */
  names(): readonly string[];
}

export interface PlaceParts {
  readonly workflows: Pick<WorkflowsRepository, 'find' | 'findByName' | 'findByPath' | 'list'>;
  readonly versions: Pick<VersionsRepository, 'text' | 'beginningWith'>;
}

const versionPattern = /^[0-9a-f]{7,64}$/;

/** Files, and the library by name. */
export function createWorkflowPlaces({ workflows, versions }: PlaceParts): WorkflowPlaces {
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
      throw placeError(
        'WORKFLOW_NOT_FOUND',
        `There is no workflow "${name}" in the library.`,
        'Add it to the library, or name its file as a path that ends in .yaml.',
      );
    }
    throw placeError(
      'WORKFLOW_AMBIGUOUS',
      `${found.length} workflows in the library are called "${name}".`,
      `Use an id instead of the name: ${found.map((record) => record.id).join(', ')}.`,
    );
  }

  function versionOf(name: string, version: string) {
    const hashes = versionPattern.test(version) ? versions.beginningWith(version) : [];
    const [hash] = hashes;
    if (hash && hashes.length === 1) return hash;
    throw placeError(
      hashes.length > 1 ? 'WORKFLOW_AMBIGUOUS' : 'WORKFLOW_NOT_FOUND',
      hashes.length > 1
        ? `Several versions begin with ${version}.`
        : `There is no version ${version} of "${name}" in this profile.`,
      'A version is the first seven or more digits of the hash that the history of runs shows.',
    );
  }

  function placeInLibrary(reference: string): WorkflowPlace {
    const { name, version } = splitReference(reference);
    const record = findInLibrary(name);
    const place = { id: record.id, folder: startFolder(record) };
    if (version !== undefined) {
      const hash = versionOf(name, version);
      const text = () => versions.text(hash);
      return { ...place, key: `${record.id}@${hash}`, path: null, text };
    }
    const { path, savedHash } = record;
    return {
      ...place,
      key: path ?? record.id,
      path,
      // The file is what others see; the library has its last text should it be gone.
      text: () =>
        path === null
          ? versions.text(savedHash)
          : readWorkflowFile(path).catch(() => versions.text(savedHash)),
    };
  }

  return {
    find: async (reference, folder) =>
      isPathReference(reference)
        ? placeOfFile(reference, folder, (file) => workflows.findByPath(file)?.id ?? null)
        : placeInLibrary(reference.trim()),
    names: () => workflows.list().map(({ name }) => name),
  };
}

/** Files only: what a name leads to cannot be said. */
export const filePlaces: WorkflowPlaces = {
  find: async (reference, folder) =>
    isPathReference(reference) ? placeOfFile(reference, folder, () => null) : undefined,
  names: () => [],
};

export function isPathReference(reference: string): boolean {
  const text = reference.trim();
  return /[/\\]/.test(text) || /\.ya?ml$/i.test(text) || text.includes('\0');
}

async function placeOfFile(
  reference: string,
  folder: string | null,
  idOf: (file: string) => WorkflowId | null,
): Promise<WorkflowPlace> {
  const path = pathOfReference(reference.trim(), folder);
  // A path that is gone by now has no real name; a pinned text does not need it.
  const file = await resolveFile(path).catch(() => path);
  return {
    key: file,
    id: idOf(file),
    folder: dirname(file),
    path: file,
    text: () => readWorkflowFile(file),
  };
}

/** A file that travels must not say where things are on somebody's disk. */
function pathOfReference(reference: string, folder: string | null): string {
  if (isAbsolute(reference) || win32.isAbsolute(reference) || /^[a-z]+:|^~/i.test(reference)) {
    throw pathDenied(reference, 'only a path relative to the calling workflow can be called');
  }
  if (reference.includes('\0')) throw pathDenied(reference, 'its name holds a zero character');
  if (folder === null) {
    throw placeError(
      'WORKFLOW_NOT_FOUND',
      `"${reference}" cannot be found: the calling workflow has no folder yet.`,
      'Save the calling workflow to a file, or call a workflow of the library by its name.',
    );
  }
  return resolve(folder, reference.replaceAll('\\', '/'));
}

function placeError(code: string, message: string, hint: string): AppError {
  return new AppError({ code, kind: 'user', message, hint });
}
