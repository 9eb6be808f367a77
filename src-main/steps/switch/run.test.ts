import { describe, expect, it } from 'vitest';
import { checkConfig } from '@shared/steps/check-config';
import { switchStep } from '@shared/steps/switch/definition';
import { runStep } from '../lib/test-context';
import { runSwitch } from './run';

const cases = [
  { name: 'large', when: '{{ value.total > 100 }}' },
  { name: 'same', equals: { total: 5, of: [1, 2] } },
  { name: 'never', when: '{{ value.missing.boom }}' },
];
describe('runSwitch', () => {
  it('takes the first case that fits and does not look at later ones', async () => {
    const outcome = await runStep('switch', runSwitch, { value: { total: 500 }, cases });
    expect(outcome).toEqual({ output: { case: 'large', value: { total: 500 } }, taken: ['large'] });
  });

  it('compares by content, whatever the order of keys', async () => {
    const value = { of: [1, 2], total: 5 };
    const outcome = await runStep('switch', runSwitch, { value, cases });
    expect(outcome.taken).toEqual(['same']);
  });

  it('goes the default way when nothing fits', async () => {
    const outcome = await runStep('switch', runSwitch, {
      value: '1',
      cases: [{ name: 'one', equals: 1 }],
    });
    expect(outcome).toEqual({ output: { case: 'default', value: '1' }, taken: ['default'] });
  });

  it('refuses a case that is neither true nor false', async () => {
    const run = runStep('switch', runSwitch, { cases: [{ name: 'odd', when: 'yes' }] });
    await expect(run).rejects.toMatchObject({ code: 'SWITCH_CASE', retry: { type: 'final' } });
  });
});

describe('switchStep', () => {
  it('has a port per case and a default', () => {
    const ports = switchStep.ports({ cases: [{ name: 'a' }, { name: 'b' }, { name: 'a' }, {}] });
    expect(ports.outputs.map((port) => port.name)).toEqual(['a', 'b', 'default']);
  });

  it('reports names twice, reserved names, and cases with both or neither question', () => {
    const config = {
      cases: [
        { name: 'a', equals: 1 },
        { name: 'a', when: true },
        { name: 'default', when: true },
        { name: 'both', when: true, equals: 1 },
        { name: 'neither' },
      ],
    };
    const found = checkConfig(switchStep, config).map(({ path, message }) => [path, message]);
    expect(found).toEqual([
      [['cases', 0, 'equals'], 'Set `value`: it is what `equals` compares with'],
      [['cases', 1, 'name'], 'Two cases are named "a"; give each its own name'],
      [
        ['cases', 2, 'name'],
        '"default" is a port every switch may have; give the case another name',
      ],
      [['cases', 3], 'Case "both" needs either `when` or `equals`, not both'],
      [['cases', 3, 'equals'], 'Set `value`: it is what `equals` compares with'],
      [['cases', 4], 'Case "neither" needs either `when` or `equals`, not both'],
    ]);
  });
});
