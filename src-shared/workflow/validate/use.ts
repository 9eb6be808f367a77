import type { StepScope } from '../graph/scopes';
import type { TextRange } from '../problem';
import type { Finding } from './validation';

/** Where a template stands and what may be said there. */
export interface Use {
  /** Null for a value of the workflow itself. */
  readonly scope: StepScope | null;
  readonly roots: ReadonlySet<string>;
  readonly locals: ReadonlySet<string>;
  readonly rangeOf: (inside: TextRange) => TextRange | null;
  readonly report: (finding: Finding, inside?: TextRange) => void;
}
