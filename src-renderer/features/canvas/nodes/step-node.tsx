import type { NodeProps } from '@xyflow/react';
import { Pin, Power, RefreshCw } from 'lucide-react';
import { findStepDefinition } from '@shared/steps';
import { StepIcon } from '../../../step-views/step-icon';
import { useCanvas } from '../canvas-store';
import { useStepProblems } from '../document-view';
import type { StepNode } from '../model/canvas-node';
import { useStepBadge } from '../../runs';
import { CompactGlyph, StepPauseLabel, useStepGlyphWords, useStepPause } from '../../debugger';
import { NodeDebugMarks } from './node-debug-marks';
import { EndMark } from './end-mark';
import { nodeElementId, nodeName } from './node-name';
import { StepPorts } from './ports';
import { problemText, ProblemMarker } from './problem-marker';
import { FarBadge, StepBadgeView } from './step-badge';
import { StepBody, tintOf } from './step-body';
import far from './far-node.module.css';
import css from './node.module.css';

/** A step on the canvas. It subscribes to itself only: its badge, its problems, its gesture. */
export function StepNodeView({ id, data, selected }: NodeProps<StepNode>) {
  const detail = useCanvas((state) => state.detail);
  const blocked = useCanvas((state) => state.connecting?.blocked.get(id));
  const found = useCanvas((state) => state.find?.matches.includes(id) ?? false);
  const badge = useStepBadge(id);
  const problems = useStepProblems(id);
  const pause = useStepPause(id);
  const breakpoint = useStepGlyphWords(id);
  const { step } = data;
  const definition = findStepDefinition(step.kind);
  const marks = {
    id: nodeElementId(id),
    role: 'group',
    'aria-roledescription': definition?.entry ? 'section' : 'step',
    'aria-label': nodeName(data, definition, badge, problems, [pause?.words, breakpoint]),
    'aria-current': selected ? ('true' as const) : undefined,
    'data-selected': selected ? '' : undefined,
    // A step that was skipped in another iteration does not fade where a branch stands.
    'data-run': pause && badge?.state === 'skipped' ? undefined : badge?.state,
    'data-paused': pause?.kind,
    'data-disabled': step.disabled ? '' : undefined,
    'data-problem': problemText(problems).includes('error') ? '' : undefined,
  };

  if (detail === 'block') {
    return (
      <div {...marks} className={far.block} style={tintOf(definition)}>
        <CompactGlyph step={id} />
      </div>
    );
  }
  if (detail === 'compact') {
    return (
      <div {...marks} className={far.compact} style={tintOf(definition)}>
        <StepIcon name={definition?.icon} size={26} />
        <span className={far.compactTitle} dir="auto">
          {step.title ?? step.id}
        </span>
        {badge && <FarBadge badge={badge} />}
        <CompactGlyph step={id} />
        <StepPauseLabel step={id} compact />
      </div>
    );
  }
  return (
    <div
      {...marks}
      className={css.node}
      style={tintOf(definition)}
      data-entry={definition?.entry ? '' : undefined}
      data-unknown={definition ? undefined : ''}
      data-pinned={data.pinned ? '' : undefined}
      data-blocked={blocked === undefined ? undefined : ''}
      data-found={found ? '' : undefined}
    >
      <StepBody data={data} definition={definition}>
        {data.pinned && (
          <Pin size={12} className={css.pinMark} aria-label="Output pinned" role="img" />
        )}
        {step.disabled && <Power size={12} aria-label="Disabled" role="img" />}
        {step.retry && <RefreshCw size={12} aria-label="Retries when it fails" role="img" />}
      </StepBody>
      <StepPorts data={data} />
      <NodeDebugMarks data={data} stops={!definition?.annotation} />
      {definition?.leaves !== undefined && <EndMark leaves={definition.leaves} />}
      <ProblemMarker problems={problems} />
      {badge && <StepBadgeView badge={badge} attempts={step.retry?.attempts} />}
      {blocked !== undefined && <span className={css.reason}>{blocked}</span>}
    </div>
  );
}
