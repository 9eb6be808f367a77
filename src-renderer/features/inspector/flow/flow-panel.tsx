import { useMemo } from 'react';
import type { Step } from '@shared/workflow/model';
import { EmptyState } from '../../../ui/empty-state';
import { useDocument } from '../../document';
import { localsLookedAt, shownOutput, useRuns } from '../../runs';
import { useTypes } from '../../types';
import { sampleScope } from '../expressions/sample-scope';
import { flowSources } from './flow-sources';
import { FlowTree } from './flow-tree';

export interface FlowPanelProps {
  readonly step: Step;
}

/** What flows into a step, by name, with the types and the values of the shown run. */
export function FlowPanel({ step }: FlowPanelProps) {
  const workflow = useDocument((state) => state.workflow);
  const types = useTypes();
  const run = useRuns((state) => state.run);
  const iterations = useRuns((state) => state.iterations);
  const sources = useMemo(() => {
    if (!workflow || !types) return [];
    const looking = { workflow, run, outputOf: shownOutput, localsOf: localsLookedAt };
    const sample = sampleScope(looking, step.id, []);
    return flowSources({
      workflow,
      step: step.id,
      types: types.rootsAt(step.id),
      values: sample?.scope.roots ?? {},
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- outputs and locals are read for the iterations that are looked at
  }, [workflow, types, run, iterations, step.id]);
  if (sources.length === 0) {
    return <EmptyState compact title="Nothing flows into this step" />;
  }
  return <FlowTree step={step.id} sources={sources} />;
}
