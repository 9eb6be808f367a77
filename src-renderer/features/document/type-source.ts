import type { ParsedWorkflow } from '@shared/workflow/parse-workflow';
import type { TypeScriptFinding } from '@shared/types/typescript/virtual-file';
import type { ValidateOptions } from '@shared/workflow/validate/validation';

// What others know of a document's types. The document asks; whoever knows says so once.

export interface TypeSource {
  readonly evidence: () => NonNullable<ValidateOptions['evidence']>;
  /** What TypeScript found in exactly this text. */
  readonly findings: (parsed: ParsedWorkflow) => readonly TypeScriptFinding[];
}

let source: TypeSource = { evidence: () => ({}), findings: () => [] };

/** Says where the types of the open document are known. */
export function setTypeSource(next: TypeSource): void {
  source = next;
}

export function typeSource(): TypeSource {
  return source;
}
