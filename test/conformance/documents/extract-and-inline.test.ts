import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findStepDefinition } from '../../../src-shared/steps/index';
import { parseWorkflow } from '../../../src-shared/workflow/parse-workflow';
import { applied, extractSteps } from '../../../src-shared/workflow/refactor/extract-steps';
import { inlineCall } from '../../../src-shared/workflow/refactor/inline-call';
import { plotText, textPlot } from '../../helpers/random-texts';
import { runText, workflowIn } from '../../helpers/run-text';
import { fakeHash } from '../../helpers/run-workflow';

// Steps that became a workflow of their own, and steps that came back from one, compute what they
// computed before: run by the engine itself, on workflows of all shapes.

const call = findStepDefinition('call');
const start = findStepDefinition('manual-start');

async function outcome(text: string, called = ''): Promise<unknown> {
  const run = await runText(text, {
    input: { a: 1 },
    host: {
      workflows: {
        load: () => {
          const workflow = workflowIn(called);
          const ref = { id: null, hash: fakeHash, name: workflow.name };
          return Promise.resolve({ workflow, ref, folder: '/' });
        },
      },
    },
  });
  const { error } = run.state;
  return error ? { failed: error.code } : run.output;
}

it('extracts and inlines without changing what is computed', async () => {
  let extracted = 0;
  let inlined = 0;
  const refused = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      textPlot,
      fc.array(fc.nat({ max: 11 }), { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      async (plot, picks, within) => {
        const text = plotText(plot);
        const parsed = parseWorkflow(text);
        const loops = [...parsed.source.steps.values()].filter(
          ({ container }) => container !== null,
        );
        const ids = [...parsed.source.steps.values()]
          .filter(({ container }) => container === (within ? (loops[0]?.container ?? null) : null))
          .map(({ id }) => id);
        const [first = 0, ...more] = picks;
        // Neighbours, so that not every choice has a gap.
        const chosen = ids.slice(first % ids.length, (first % ids.length) + more.length + 1);
        const plan = extractSteps(parsed, chosen, {
          find: findStepDefinition,
          call: call ?? fail(),
          start: start ?? fail(),
          name: 'Part',
          reference: 'Part',
        });
        if (!plan.ok) {
          refused.set(plan.error.code, (refused.get(plan.error.code) ?? 0) + 1);
          expect(plan.error).toMatchObject({
            code: expect.stringMatching(/^EXTRACT_[A-Z]+$/),
            hint: expect.stringMatching(/^(Select|Leave|Write) .+\.$/),
          });
          return;
        }
        extracted += 1;
        const rest = applied(text, plan.value.edit);
        const before = await outcome(text);
        expect(await outcome(rest, plan.value.text)).toEqual(before);
        const back = inlineCall(parseWorkflow(rest), plan.value.id, plan.value.text, {
          find: findStepDefinition,
          carry: { kind: 'transform', key: 'value' },
        });
        if (!back.ok) {
          refused.set(back.error.code, (refused.get(back.error.code) ?? 0) + 1);
          return;
        }
        inlined += 1;
        expect(await outcome(applied(rest, back.value.edit))).toEqual(before);
      },
    ),
    { numRuns: 80, seed: 7 },
  );
  // The property says nothing about what is refused: most must not be.
  expect(
    { extracted: extracted > 15, inlined: inlined > 0.9 * extracted },
    JSON.stringify([extracted, inlined, ...refused]),
  ).toEqual({
    extracted: true,
    inlined: true,
  });
}, 120_000);

function fail(): never {
  throw new Error('There is no such kind.');
}
