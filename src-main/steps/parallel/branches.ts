import type { AppErrorData } from '@shared/errors/app-error';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { ParallelConfig } from '@shared/steps/parallel/definition';
import { finalError, retryableError } from '../../engine/step-error';
import type { BodyOutcome, BodySection, StepOutcome } from '../../engine/types';
import { bodyError } from '../lib/body-error';

export interface Branch {
  readonly name: string;
  readonly section: BodySection;
}

/** The branches by their names; throws when two have the same. */
export function namedBranches(sections: readonly BodySection[]): readonly Branch[] {
  const branches = sections.map((section) => {
    const { name } = section.config;
    return { section, name: typeof name === 'string' && name !== '' ? name : section.step };
  });
  const names = new Set<string>();
  for (const { name } of branches) {
    if (names.has(name)) throw sameName(name);
    names.add(name);
  }
  return branches;
}

/** How many branches have to complete; throws when there are not so many. */
export function neededOf({ join, count }: ParallelConfig, branches: number): number {
  if (join === 'any' || join === 'first') return Math.min(1, branches);
  if (join === 'all') return branches;
  if (count !== undefined && count <= branches) return count;
  throw finalError({
    code: 'PARALLEL_COUNT',
    kind: 'user',
    message:
      count === undefined
        ? 'The parallel does not say how many branches have to complete'
        : `${count} branches would have to complete, but there are only ${branches}`,
    hint: 'Set `count` to a number of branches that there are.',
  });
}

/** What has come of the branches of one parallel, and what that means for it. */
export class BranchResults {
  private readonly outcomes = new Map<Branch, BodyOutcome>();
  private readonly completed: Branch[] = [];
  private winner: Branch | null = null;
  private left: StepOutcome | null = null;

  constructor(
    private readonly branches: readonly Branch[],
    private readonly config: ParallelConfig,
    private readonly needed: number,
  ) {}

  get ended(): number {
    return this.outcomes.size;
  }

  /** A branch has ended; says whether that ends the wait. Throws what fails the parallel. */
  end(branch: Branch, outcome: BodyOutcome): boolean {
    this.outcomes.set(branch, outcome);
    const { join, errors } = this.config;
    if (outcome.leaves !== undefined) {
      this.left = { output: outcome.output, leaves: outcome.leaves };
      return true;
    }
    if (outcome.status === 'completed') this.completed.push(branch);
    const reached = this.completed.length === this.needed;
    if (join === 'first' || (join === 'any' && reached)) this.winner = branch;
    if (errors === 'fail-fast') this.refuse(branch, outcome);
    return join === 'first' || reached || this.ended === this.branches.length;
  }

  outcome(): StepOutcome {
    if (this.left !== null) return this.left;
    return {
      output: {
        branches: Object.fromEntries(
          this.branches.map((branch) => [branch.name, this.outputOf(branch)]),
        ),
        winner: this.winner?.name ?? null,
        completed: this.completed.map(({ name }) => name),
        errors: this.errors(),
      },
    };
  }

  /** Fails when the join cannot be reached any more. */
  private refuse(branch: Branch, outcome: BodyOutcome): void {
    if (outcome.status !== 'failed') return;
    const { join } = this.config;
    if (join === 'all' || join === 'first') throw branchFailed(branch, outcome);
    const failed = this.ended - this.completed.length;
    if (this.branches.length - failed < this.needed) throw this.unreachable();
  }

  private unreachable(): Error {
    const errors = this.errors();
    const { needed } = this;
    const which = errors.map(({ branch, error }) => `${String(branch)}: ${messageOf(error)}`);
    return retryableError({
      code: 'PARALLEL_FAILED',
      kind: 'operational',
      message: `${needed === 1 ? 'No branch' : `Fewer than ${needed} branches`} could complete. ${which.join(' ')}`,
      hint: 'Look at the branches that failed, or list errors with `errors: collect`.',
      details: { needed, errors: [...errors] },
    });
  }

  private outputOf(branch: Branch): JsonValue {
    return this.outcomes.get(branch)?.output ?? null;
  }

  private errors(): readonly JsonObject[] {
    return this.branches.flatMap((branch) => {
      const outcome = this.outcomes.get(branch);
      if (outcome?.status !== 'failed') return [];
      const { code, message, hint } = outcome.error ?? unknownFailure;
      return [
        { branch: branch.name, error: { code, message, ...(hint !== undefined && { hint }) } },
      ];
    });
  }
}

const unknownFailure: AppErrorData = {
  code: 'PARALLEL_BRANCH',
  kind: 'operational',
  message: 'The steps of a branch failed',
};

function branchFailed({ name }: Branch, outcome: BodyOutcome): Error {
  const error = outcome.error ?? unknownFailure;
  return bodyError(
    {
      ...outcome,
      error: {
        ...error,
        message: `Branch "${name}": ${error.message}`,
        details: { ...error.details, branch: name },
      },
    },
    unknownFailure,
  );
}

function messageOf(error: JsonValue | undefined): string {
  return String((error as JsonObject | undefined)?.['message'] ?? '');
}

function sameName(name: string): Error {
  return finalError({
    code: 'PARALLEL_NAMES',
    kind: 'user',
    message: `Two branches are called "${name}", so the output could hold only one of them`,
    hint: 'Give each branch a name of its own.',
    details: { name },
  });
}
