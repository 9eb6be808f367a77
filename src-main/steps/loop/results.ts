import type { AppErrorData } from '@shared/errors/app-error';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import { StepError } from '../../engine/step-error';
import type { BodyOutcome, StepOutcome } from '../../engine/types';

interface IterationError {
  readonly index: number;
  readonly item: JsonValue | undefined;
  readonly error: AppErrorData;
}

/** What the iterations of one loop gave, and whether more of them may begin. */
export class LoopResults {
  /** No further iteration begins: one has failed, or has left the loop. */
  stopped = false;
  /** An iteration ends more than this loop. */
  left: StepOutcome | null = null;
  private readonly results: JsonValue[] = [];
  private readonly errors: IterationError[] = [];

  constructor(private readonly policy: 'fail-fast' | 'collect') {}

  /** An iteration begins; gives its place among the results. */
  begin(): number {
    return this.results.push(null) - 1;
  }

  get begun(): number {
    return this.results.length;
  }

  /** An iteration has ended; gives its result. */
  end(place: number, index: number, item: JsonValue | undefined, outcome: BodyOutcome): JsonValue {
    const { status, output, leaves } = outcome;
    if (status === 'failed') {
      this.errors.push({ index, item, error: outcome.error ?? unknownFailure });
      if (this.policy === 'fail-fast') this.stopped = true;
      return null;
    }
    if (leaves === 'break' || leaves === 'return') this.stopped = true;
    if (leaves === 'return') this.left = { output, leaves };
    this.results[place] = output;
    return output;
  }

  /** What the loop gives, once no iteration is under way. Throws the first error with fail-fast. */
  outcome(): StepOutcome {
    if (this.left !== null) return this.left;
    // Iterations end in any order; errors are listed by item.
    this.errors.sort((a, b) => a.index - b.index);
    const [first] = this.errors;
    if (first !== undefined && this.policy === 'fail-fast') throw iterationFailed(first);
    const errors = this.errors.map(({ index, item, error }) => ({
      index,
      ...(item !== undefined && { item }),
      error: errorValue(error),
    }));
    return { output: { results: this.results, errors, count: this.results.length } };
  }
}

const unknownFailure: AppErrorData = {
  code: 'LOOP_ITERATION',
  kind: 'operational',
  message: 'The steps inside the loop failed',
};

function errorValue({ code, message, hint }: AppErrorData): JsonObject {
  return { code, message, ...(hint !== undefined && { hint }) };
}

function iterationFailed({ index, item, error }: IterationError): StepError {
  const which = item === undefined ? 'Iteration' : 'Item';
  return new StepError(
    {
      code: error.code,
      kind: error.kind,
      message: `${which} ${index}: ${error.message}`,
      ...(error.hint !== undefined && { hint: error.hint }),
      details: { ...error.details, index },
    },
    // The step inside has used up its own retries; repeating the whole loop is the author's choice.
    { type: 'retryable' },
  );
}
