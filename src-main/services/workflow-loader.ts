import { AppError, type AppErrorData } from '@shared/errors/app-error';
import type { ContentHash } from '@shared/lib/ids';
import type { ExecutableKind, LoadedWorkflow } from '../engine/types';
import type { WorkflowLoader } from '../steps/step-host';
import type { VersionsRepository } from '../storage/repositories/versions';
import type { DocumentTrust } from './document-trust';
import { runnableWorkflow } from './runnable-workflow';
import type { WorkflowPlace, WorkflowPlaces } from './workflow-places';

// Finds the workflows that other workflows call. Every text that is loaded becomes a version, so
// that a run that goes on after a crash calls what it had called.

export interface LoaderParts {
  readonly places: WorkflowPlaces;
  readonly versions: VersionsRepository;
  readonly trust: DocumentTrust;
  readonly kinds: () => ReadonlyMap<string, ExecutableKind>;
  /** Whoever started this process named the file, and so means what it calls. */
  readonly trustFiles: boolean;
  readonly now: () => number;
}

export function createWorkflowLoader(parts: LoaderParts): WorkflowLoader {
  const { places, versions, trust } = parts;

  return {
    async load(reference, folder, pinned) {
      const found = await places.find(reference, folder).catch((error: unknown) => {
        // What was pinned can be called even when it can no longer be found.
        if (pinned === null) throw error;
        return undefined;
      });
      const place = found ?? { id: null, folder };
      const text = pinned === null ? await textOf(reference, found) : versions.text(pinned);
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

function textOf(reference: string, place: WorkflowPlace | undefined): Promise<string> | string {
  if (place !== undefined) return place.text();
  throw new AppError({
    code: 'WORKFLOW_NOT_FOUND',
    kind: 'user',
    message: `There is no workflow "${reference}" here.`,
    hint: 'Name its file as a path that ends in .yaml.',
  });
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
