import type { ValidateOptions } from '@shared/workflow/validate/validation';

// What others know of the workflows that the document calls. The document asks; whoever knows says
// so once.

export type KnownCalls = Pick<ValidateOptions, 'resolveWorkflow' | 'self'>;

let source: () => KnownCalls = () => ({});

/** Says where the workflows that the open document calls are known. */
export function setCallSource(next: () => KnownCalls): void {
  source = next;
}

export function knownCalls(): KnownCalls {
  return source();
}
