import { type NodeProps, NodeResizeControl, ResizeControlVariant } from '@xyflow/react';
import { ChevronDown, ChevronRight, MoveDiagonal2, Pin, Power } from 'lucide-react';
import { allStepDefinitions, findStepDefinition } from '@shared/steps';
import { StepIcon } from '../../../step-views/step-icon';
import { classNames } from '../../../ui/class-names';
import { useCanvas } from '../canvas-store';
import { useEditable, useStepProblems } from '../document-view';
import { resizeStep } from '../edits';
import { foldFrame } from '../folding';
import { bodyNoun } from '../model/addable';
import { countOf } from '../model/groups';
import { containerMinimum, headerHeight } from '../model/node-size';
import type { StepNode } from '../model/canvas-node';
import { CompactGlyph, StepPauseLabel, useStepGlyphWords, useStepPause } from '../../debugger';
import { useStepBadge } from '../../runs';
import { AddPart, EmptyPart, Lanes } from './container-parts';
import { FrameIterations } from './frame-iterations';
import { NodeDebugMarks } from './node-debug-marks';
import { nodeElementId, nodeName } from './node-name';
import { StepPorts } from './ports';
import { ProblemMarker } from './problem-marker';
import { FarBadge, StepBadgeView } from './step-badge';
import { StepBody, tintOf } from './step-body';
import far from './far-node.module.css';
import css from './node.module.css';
import frame from './container-node.module.css';

/** A step with steps inside: a frame they lie in, with the step's own header on top. */
export function ContainerNodeView({ id, data, selected }: NodeProps<StepNode>) {
  const compact = useCanvas((state) => state.detail !== 'full');
  const blocked = useCanvas((state) => state.connecting?.blocked.get(id));
  const takes = useCanvas((state) => state.dropFrame === id);
  const found = useCanvas((state) => state.find?.matches.includes(id) ?? false);
  const badge = useStepBadge(id);
  const problems = useStepProblems(id);
  const pause = useStepPause(id);
  const breakpoint = useStepGlyphWords(id);
  const editable = useEditable();
  const { step, collapsed } = data;
  const definition = findStepDefinition(step.kind);
  const noun = bodyNoun(allStepDefinitions, step.kind);

  return (
    <div
      id={nodeElementId(id)}
      role="group"
      aria-roledescription="frame"
      aria-label={nodeName(data, definition, badge, problems, [pause?.words, breakpoint])}
      aria-current={selected ? 'true' : undefined}
      className={classNames(css.node, frame.frame, collapsed && frame.collapsed)}
      style={tintOf(definition)}
      data-selected={selected ? '' : undefined}
      data-run={badge?.state}
      data-paused={pause?.kind}
      data-disabled={step.disabled ? '' : undefined}
      data-pinned={data.pinned ? '' : undefined}
      data-unknown={definition ? undefined : ''}
      data-blocked={blocked === undefined ? undefined : ''}
      data-found={found ? '' : undefined}
      data-takes={takes ? '' : undefined}
    >
      {compact ? (
        <div className={frame.compactHeader}>
          <StepIcon name={definition?.icon} size={22} />
          <span className={far.compactTitle} dir="auto">
            {step.title ?? step.id}
          </span>
          {badge && <FarBadge badge={badge} />}
          <CompactGlyph step={id} />
        </div>
      ) : (
        <div className={frame.header} style={{ height: headerHeight - 2 }}>
          <StepBody data={data} definition={definition} />
          {noun !== null && <FrameIterations step={id} title={step.title ?? step.id} noun={noun} />}
          {data.pinned && (
            <Pin size={12} className={css.pinMark} role="img" aria-label="Output pinned" />
          )}
          {step.disabled && <Power size={12} role="img" aria-label="Disabled" />}
          {editable && !collapsed && <AddPart id={id} />}
          <button
            type="button"
            className={classNames(frame.fold, 'nodrag')}
            aria-expanded={!collapsed}
            aria-label={`${collapsed ? 'Expand' : 'Collapse'} ${step.title ?? step.id}`}
            onClick={() => foldFrame(id, !collapsed)}
            tabIndex={-1}
          >
            {collapsed ? (
              <ChevronRight size={14} aria-hidden />
            ) : (
              <ChevronDown size={14} aria-hidden />
            )}
          </button>
        </div>
      )}
      {!collapsed && !compact && <Lanes lanes={data.lanes} bottom={data.size.height} />}
      {collapsed && <span className={frame.held}>{countOf(data.childCount)}</span>}
      {!collapsed && !compact && editable && <EmptyPart id={id} data={data} />}
      {!compact && <StepPorts data={data} />}
      {compact ? <StepPauseLabel step={id} compact /> : <NodeDebugMarks data={data} stops />}
      {!compact && <ProblemMarker problems={problems} />}
      {!compact && badge && <StepBadgeView badge={badge} attempts={step.retry?.attempts} />}
      {!compact && !collapsed && editable && (
        <NodeResizeControl
          className={frame.resize ?? ''}
          variant={ResizeControlVariant.Handle}
          position="bottom-right"
          minWidth={containerMinimum.width}
          minHeight={containerMinimum.height}
          onResizeEnd={(_event, size) => resizeStep(id, size)}
        >
          <MoveDiagonal2 size={12} aria-hidden />
        </NodeResizeControl>
      )}
      {blocked !== undefined && <span className={css.reason}>{blocked}</span>}
    </div>
  );
}
