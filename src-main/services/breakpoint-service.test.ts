import { describe, expect, it } from 'vitest';
import { type Breakpoint, noErrorStops } from '@shared/debug/breakpoints';
import type { PersonalStops } from '@shared/ipc/breakpoints';
import type { WorkflowId } from '@shared/lib/ids';
import { openServices } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';

const atStep = (id: string, step: string): Breakpoint => ({
  id,
  target: { type: 'step', step },
  enabled: true,
});

describe('createBreakpointService', () => {
  it('keeps them in their order for the next process, and tells who shows them', async () => {
    const profile = tempFolder();
    const told: [WorkflowId, PersonalStops][] = [];
    const services = await openServices(profile, {
      events: { breakpointsChanged: (id, all) => void told.push([id, all]) },
    });
    const workflow = await services.library.create({});
    const other = await services.library.create({});
    expect(services.breakpoints.list(workflow)).toEqual({
      breakpoints: [],
      errorStops: noErrorStops,
    });
    const all = [
      atStep('z', 'start'),
      { ...atStep('a', 'fetch'), condition: 'input.count > 3', enabled: false },
    ];
    services.breakpoints.put(workflow, all);
    expect(told).toEqual([[workflow, { breakpoints: all, errorStops: noErrorStops }]]);
    expect(services.breakpoints.list(other).breakpoints).toEqual([]);

    const second = await openServices(profile);
    expect(second.breakpoints.list(workflow).breakpoints).toEqual(all);
    const errorStops = { all: false, uncaught: true, condition: 'error.code == "X"' };
    second.breakpoints.put(workflow, [], errorStops);
    second.breakpoints.put(workflow, [atStep('b', 'start')]);
    expect(services.breakpoints.list(workflow)).toEqual({
      breakpoints: [atStep('b', 'start')],
      errorStops,
    });
  });

  it('refuses two of one id, and workflows that are not there', async () => {
    const { breakpoints, library } = await openServices(tempFolder());
    const workflow = await library.create({});
    const twice = [atStep('a', 'x'), atStep('a', 'y')];
    expect(() => breakpoints.put(workflow, twice)).toThrow('Two breakpoints have the id "a"');
    expect(breakpoints.list(workflow).breakpoints).toEqual([]);
    expect(() => breakpoints.list('wf_0000000000' as WorkflowId)).toThrow('no workflow');
  });

  it('replaces ten thousand and gives all of them back', async () => {
    const { breakpoints, library } = await openServices(tempFolder());
    const workflow = await library.create({});
    const many = Array.from({ length: 10_000 }, (_, index) => atStep(`b${index}`, `s${index}`));
    breakpoints.put(workflow, many);
    expect(breakpoints.list(workflow).breakpoints).toEqual(many);
  });
});
