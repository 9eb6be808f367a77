import type { AppErrorData } from '@shared/errors/app-error';
import type { Result } from '@shared/lib/result';
import type { Workflow } from '@shared/workflow/model';
import type { Problem } from '@shared/workflow/problem';
import type { TextChange } from '@shared/workflow/text-change';

// What a document needs of the workflow language. A parameter, so that the store is tested alone.

/** The part of a parsed file that the store itself reads. */
export interface Parsed {
  readonly text: string;
  readonly workflow: Workflow | null;
  readonly problems: readonly Problem[];
  /** Made by a newer Stepwell: shown, not edited. */
  readonly readOnly: boolean;
}

export interface DocumentLanguage<P extends Parsed, Edit> {
  readonly parse: (text: string) => P;
  /** The same with rests between, so that a window can draw while a large text is read. */
  readonly parseGently: (text: string) => Promise<P>;
  readonly validate: (parsed: P) => readonly Problem[];
  readonly plan: (parsed: P, edit: Edit) => Result<readonly TextChange[], AppErrorData>;
}
