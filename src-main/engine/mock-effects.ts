import type { AppErrorData } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import type { EffectsOwner, EffectsWork } from './effects';
import type { Attempt } from './scope';
import { stepEnded } from './step-failure';
import type { StandIn } from './step-start';

/** The policy `mock`: canned answers stand in for steps; only steps without effects run. */
export class MockEffects implements EffectsWork {
  readonly pays = false;
  constructor(
    private readonly answers: Readonly<Record<string, JsonValue>>,
    private readonly owner: EffectsOwner,
  ) {}

  standIn(attempt: Attempt): StandIn | null {
    const { id, pure, coordinates } = attempt.plan;
    const answer = Object.hasOwn(this.answers, id) ? this.answers[id] : undefined;
    if (answer !== undefined) return { output: answer };
    if (pure || coordinates) return null;
    return this.stop(id);
  }

  started(): null {
    return null;
  }

  verdict(): 'run' {
    return 'run';
  }

  holdsBack(): false {
    return false;
  }

  holdsBackBody(): false {
    return false;
  }

  waited(): null {
    return null;
  }

  effect<Response extends JsonValue>(attempt: Attempt): Promise<Response> {
    return Promise.resolve().then(() => this.stop(attempt.plan.id));
  }

  draws(): null {
    return null;
  }

  retryWait(): undefined {
    return undefined;
  }

  private stop(step: string): never {
    this.owner.stopRun(mockMissing(step), step);
    throw stepEnded(step, 'there is no answer for it');
  }
}

function mockMissing(step: string): AppErrorData {
  return {
    code: 'MOCK_MISSING',
    kind: 'user',
    message: `Step "${step}" acts outside the run, and there is no answer that stands in for it.`,
    hint: `Pin an output of step "${step}", or give an answer for it, and run again.`,
    details: { step },
  };
}
