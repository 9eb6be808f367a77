import type { NodeProps } from '@xyflow/react';
import { ChevronRight, CircleDot, Layers } from 'lucide-react';
import { type CSSProperties, useMemo } from 'react';
import type { StepGroup, StepId } from '@shared/workflow/model';
import { PauseLabel, useBreakpointsIn, usePauseAmong } from '../../debugger';
import { useDocument } from '../../document';
import { type GroupBadge, useGroupBadge } from '../../runs';
import { classNames } from '../../../ui/class-names';
import { useCanvas } from '../canvas-store';
import { useProblemsOf } from '../document-view';
import { foldGroup } from '../folding';
import { GroupTitleField } from '../groups/group-title-field';
import type { GroupNode, GroupNodeData } from '../model/canvas-node';
import { innerEnd } from '../model/folded-groups';
import { indexGraph, withDescendants } from '../model/graph-index';
import { countOf, groupTint, groupTitle } from '../model/groups';
import { GroupBadgeView, groupBadgeText } from './group-badge';
import { nodeElementId } from './node-name';
import { PortHandles } from './ports';
import { problemText, ProblemMarker } from './problem-marker';
import { FarBadge } from './step-badge';
import far from './far-node.module.css';
import css from './node.module.css';
import frame from './container-node.module.css';
import own from './group-node.module.css';

/** A collapsed group: one box for all its steps, with the ports that wires from outside end at. */
export function GroupNodeView({ id, data, selected }: NodeProps<GroupNode>) {
  const detail = useCanvas((state) => state.detail);
  const found = useCanvas((state) => state.find?.matches.some((one) => data.steps.includes(one)));
  const inside = useInside(data.steps);
  const badge = useGroupBadge(data.steps);
  const problems = useProblemsOf(inside);
  const pause = usePauseAmong(inside);
  const breakpoints = useBreakpointsIn(inside);
  const { group } = data;
  const title = groupTitle(group);
  const marks = {
    id: nodeElementId(id),
    role: 'group',
    'aria-roledescription': 'collapsed group',
    'aria-label': nameOf(data, badge, [
      problemText(problems),
      pause?.words,
      breakpoints > 0 ? breakpointWords(breakpoints) : undefined,
    ]),
    'aria-current': selected ? ('true' as const) : undefined,
    'data-selected': selected ? '' : undefined,
    'data-run': pause && badge?.state === 'skipped' ? undefined : badge?.state,
    'data-paused': pause?.kind,
    'data-problem': problemText(problems).includes('error') ? '' : undefined,
    style: tint(group),
  };
  if (detail === 'block') return <div {...marks} className={far.block} />;
  if (detail === 'compact') {
    return (
      <div {...marks} className={far.compact}>
        <Layers size={26} aria-hidden />
        <span className={far.compactTitle} dir="auto">
          {title}
        </span>
        {badge && <FarBadge badge={badge} />}
        {pause && <PauseLabel mark={pause} compact />}
      </div>
    );
  }
  return (
    <div
      {...marks}
      className={classNames(css.node, own.group)}
      data-sides={
        data.ports.inputs.length > 1 && data.ports.outputs.length > 1 ? 'both' : undefined
      }
      data-found={found ? '' : undefined}
    >
      <div className={css.header}>
        <span className={css.icon}>
          <Layers size={16} aria-hidden />
        </span>
        <span className={css.words}>
          <Title group={group} />
          <span className={css.summary} dir="auto" title={data.summary}>
            {data.summary}
          </span>
        </span>
        <button
          type="button"
          className={classNames(frame.fold, 'nodrag')}
          aria-expanded={false}
          aria-label={`Expand ${title}`}
          title="Expand the group"
          tabIndex={-1}
          onClick={() => foldGroup(group, false)}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <ChevronRight size={14} aria-hidden />
        </button>
      </div>
      <PortHandles data={data} ownerOf={(port) => ownerOf(data, port)} />
      <span className={frame.held}>
        {countOf(data.steps.length)}
        {breakpoints > 0 && (
          <span className={own.breakpoints} title={breakpointWords(breakpoints)}>
            <CircleDot size={10} strokeWidth={3} aria-hidden />
            {breakpoints}
          </span>
        )}
      </span>
      <ProblemMarker problems={problems} />
      {badge && <GroupBadgeView badge={badge} />}
      {pause && <PauseLabel mark={pause} />}
    </div>
  );
}

function Title({ group }: { readonly group: StepGroup }) {
  const renaming = useCanvas((state) => state.renamingGroup === group.id);
  if (renaming) return <GroupTitleField group={group} className={css.titleField} />;
  return (
    <span className={css.title} dir="auto">
      {groupTitle(group)}
    </span>
  );
}

/** Its steps and what lies in them. */
function useInside(steps: readonly StepId[]): readonly StepId[] {
  const workflow = useDocument((state) => state.workflow);
  return useMemo(() => [...withDescendants(indexGraph(workflow), steps)], [workflow, steps]);
}

function ownerOf(data: GroupNodeData, port: string) {
  const { step, port: name } = innerEnd(port);
  const all = [...data.ports.inputs, ...data.ports.outputs];
  const label = all.find((candidate) => candidate.name === port)?.label;
  return { step, port: name, title: label ?? step };
}

function breakpointWords(count: number): string {
  return count === 1 ? '1 breakpoint inside' : `${count} breakpoints inside`;
}

/** `Intake, collapsed group, 3 steps, failed, 1 of 3 steps`: what a screen reader says. */
function nameOf(
  { group, steps }: GroupNodeData,
  badge: GroupBadge | undefined,
  more: readonly (string | undefined)[],
): string {
  return [
    groupTitle(group),
    'collapsed group',
    countOf(steps.length),
    badge && groupBadgeText(badge),
    ...more,
  ]
    .filter(Boolean)
    .join(', ');
}

function tint(group: StepGroup): CSSProperties {
  // React's style type does not list custom properties.
  return { '--tint': groupTint(group) } as CSSProperties;
}
