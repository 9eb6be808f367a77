import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { stepwell, type CommandResult } from '../helpers/command-line';
import { createProfile, removeProfile } from '../helpers/studio';

const folder = resolve(import.meta.dirname, '../../resources/samples');
const templates = readdirSync(folder);

interface Answer {
  readonly step: string;
  readonly action: 'approve' | 'reject';
  readonly data?: unknown;
}

function readJson(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
}

/** Runs a template with its first sample input; what it asks people is answered from its folder. */
async function runTemplate(id: string, profile: string): Promise<CommandResult> {
  const answers = existsSync(join(folder, id, 'answers.json'))
    ? (readJson(id, 'answers.json') as Answer[])
    : [];
  const given: Promise<CommandResult>[] = [];
  const result = await stepwell(['run', join(folder, id, `${id}.stepwell.yaml`)], {
    profile,
    onProgress(err) {
      const asked = [...err.matchAll(/stepwell approve (run_\w+) (\w+)/g)];
      for (const [, run = '', step = ''] of asked.slice(given.length)) {
        const answer = answers.find((candidate) => candidate.step === step);
        if (!answer) throw new Error(`The template ${id} has no answer for ${step}.`);
        const data = answer.data === undefined ? [] : ['--data', JSON.stringify(answer.data)];
        given.push(stepwell([answer.action, run, step, ...data], { profile }));
      }
    },
  });
  expect(await Promise.all(given.map(async (answer) => (await answer).code))).toEqual(
    answers.map(() => 0),
  );
  return result;
}

test.describe('templates', () => {
  let profile: string;

  test.beforeAll(async () => {
    profile = await createProfile();
  });

  test.afterAll(() => removeProfile(profile));

  test('are at least a dozen, each with its place in the gallery', () => {
    expect(templates.length).toBeGreaterThanOrEqual(12);
    for (const id of templates) {
      expect(readJson(id, 'template.json'), id).toEqual({
        category: expect.any(String),
        tags: expect.arrayContaining([expect.any(String)]),
        gives: expect.stringMatching(/\.$/),
      });
    }
  });

  for (const id of templates) {
    test(`${id} runs offline to its expected result`, async () => {
      const { code, out, err } = await runTemplate(id, profile);
      expect(code, err).toBe(0);
      expect(JSON.parse(out)).toEqual(readJson(id, 'expected.json'));
    });
  }

  test('on-call-escalation stops paging when somebody takes the incident', async () => {
    let told: ReturnType<typeof stepwell> | undefined;
    const input = { incident: 'INC-7', title: 'Disk full', patience: '20s' };
    const file = join(folder, 'on-call-escalation/on-call-escalation.stepwell.yaml');
    const { code, out } = await stepwell(['run', file, '--input', JSON.stringify(input)], {
      profile,
      onProgress(err) {
        if (!err.includes('event oncall.taken')) return;
        told ??= stepwell(['emit', 'oncall.taken', '{"incident":"INC-7"}'], { profile });
      },
    });
    expect([code, (await told)?.code]).toEqual([0, 0]);
    expect(JSON.parse(out)).toMatchObject({ taken: true, paged: ['Ada'], managerCalled: false });
  });

  test('config-drift fails the run for a critical setting when that is wanted', async () => {
    const file = join(folder, 'config-drift/config-drift.stepwell.yaml');
    const { code, err } = await stepwell(['run', file, '--set', 'strict=true'], { profile });
    expect(code).toBe(1);
    expect(err).toContain('2 critical settings have drifted');
  });
});
