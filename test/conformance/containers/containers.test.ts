import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import { stepRunKey } from '@shared/runs/scope-path';
import { validateWorkflow } from '@shared/workflow/validate/validate-workflow';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { allStepDefinitions, findStepDefinition } from '@shared/steps/index';
import type { RunState } from '@shared/runs/state';
import { FakeClock } from '../../helpers/fake-clock';
import { restoreWorkflow } from '../../helpers/restore-run';
import { fakeHash, runWorkflow } from '../../helpers/run-workflow';
import { textKinds, workflowIn } from '../../helpers/run-text';

// What control structures mean, as files: each workflow gives what the file says, and gives the
// same when its process ends after any of its events and another one goes on.

interface Fixture {
  readonly about: string;
  readonly workflow: string;
  readonly others?: Readonly<Record<string, string>>;
  /** One of the two. */
  readonly output?: JsonValue;
  readonly error?: string;
}

const folder = import.meta.dirname;
const fixtures = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => [file, parse(readFileSync(join(folder, file), 'utf8')) as Fixture] as const);

function kindsFor({ others = {} }: Fixture) {
  const workflows = new Map(
    Object.entries(others).map(([path, text]) => [path, workflowIn(text)] as const),
  );
  return textKinds({
    workflows: {
      load: async (reference) => {
        const workflow = workflows.get(reference);
        if (workflow === undefined) throw new Error(`There is no ${reference}.`);
        return { workflow, ref: { id: null, hash: fakeHash, name: workflow.name }, folder: null };
      },
    },
  });
}

function expectEnd(state: RunState, { output, error }: Fixture): void {
  expect(state.error?.code).toBe(error);
  if (error === undefined) expect(state.output).toEqual({ value: output });
}

/** Keys of step runs that completed, and how often. */
function completions(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'step.completed' ? [stepRunKey(event.path, event.step)] : [],
  );
}

describe.each(fixtures)('%s', (_, fixture) => {
  const workflow = workflowIn(fixture.workflow);
  const kinds = kindsFor(fixture);

  it('has no problems', () => {
    for (const text of [fixture.workflow, ...Object.values(fixture.others ?? {})]) {
      const problems = validateWorkflow(parseWorkflow(text), {
        find: findStepDefinition,
        all: allStepDefinitions,
      });
      // Without a trigger every step without edges begins, which keeps the files short.
      const errors = problems.filter(
        ({ severity, code }) => severity === 'error' && code !== 'GRAPH_TRIGGER',
      );
      expect(errors.map(({ line, code, message }) => `${line}: ${code} ${message}`)).toEqual([]);
    }
  });

  it(fixture.about, async () => {
    const run = runWorkflow(workflow, kinds);
    expectEnd(await run.handle.done, fixture);
  });

  it('gives the same after a crash at any of its events, and does nothing twice', async () => {
    const whole = runWorkflow(workflow, kinds);
    await whole.handle.done;
    for (let kept = 1; kept < whole.published.length; kept += 1) {
      const before = whole.published.slice(0, kept);
      const clock = new FakeClock();
      const run = restoreWorkflow(workflow, kinds, before, { clock });
      const state = await run.handle.done;
      expectEnd(state, fixture);
      const done = completions(run.log());
      expect(done, `after ${kept} events`).toEqual([...new Set(done)]);
    }
  });
});
