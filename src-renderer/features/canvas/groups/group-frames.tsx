import { ViewportPortal } from '@xyflow/react';
import { ChevronDown } from 'lucide-react';
import { type MouseEvent, useMemo } from 'react';
import { useStore } from 'zustand';
import type { StepGroup } from '@shared/workflow/model';
import { useDocument } from '../../document';
import { canvasStore, useCanvas } from '../canvas-store';
import { useEditable } from '../document-view';
import { flowStore } from '../flow-store';
import { absoluteBoxes } from '../model/absolute-boxes';
import { foldGroup } from '../folding';
import { countOf, type DrawnGroup, drawnGroups, groupTint, groupTitle } from '../model/groups';
import { renameGroup, selectGroup } from './group-actions';
import { GroupTitleField } from './group-title-field';
import { cancelGroupDrag, continueGroupDrag, endGroupDrag, startGroupDrag } from './group-drag';
import css from './group-frames.module.css';

/** Frames around groups, below wires and steps; only their titles answer the pointer. */
export function GroupFrames() {
  const groups = useDocument((state) => state.workflow?.groups);
  // Workflows without groups draw nothing anew while their steps are dragged.
  return groups === undefined ? null : <Frames groups={groups} />;
}

function Frames({ groups }: { readonly groups: readonly StepGroup[] }) {
  const nodes = useStore(flowStore, (state) => state.nodes);
  const detail = useCanvas((state) => state.detail);
  const drawn = useMemo(() => {
    const hidden = new Set(nodes.flatMap((node) => (node.hidden ? [node.id] : [])));
    return drawnGroups(groups, absoluteBoxes(nodes), (id) => hidden.has(id));
  }, [groups, nodes]);
  return (
    <ViewportPortal>
      {drawn.map((group) => (
        <Frame key={group.group.id} drawn={group} detail={detail} />
      ))}
    </ViewportPortal>
  );
}

interface FrameProps {
  readonly drawn: DrawnGroup;
  readonly detail: string;
}

function Frame({ drawn: { group, box, steps }, detail }: FrameProps) {
  const renaming = useCanvas((state) => state.renamingGroup === group.id);
  const selected = useDocument(({ selection }) => isAll(selection.steps, steps));
  const editable = useEditable();
  return (
    <div
      className={css.frame}
      data-detail={detail}
      data-selected={selected ? '' : undefined}
      style={{
        ['--group' as string]: groupTint(group),
        transform: `translate(${box.x}px, ${box.y}px)`,
        width: box.width,
        height: box.height,
      }}
    >
      {renaming ? (
        <GroupTitleField group={group} className={css.titleField} />
      ) : (
        <div
          role="group"
          aria-label={`Group ${groupTitle(group)}, ${countOf(steps.length)}`}
          className={`${css.title} nodrag nopan`}
          title={editable ? 'Drag to move the group, double-click to rename it' : undefined}
          onPointerDown={(event) => startGroupDrag(event, group)}
          onPointerMove={continueGroupDrag}
          onPointerUp={endGroupDrag}
          onPointerCancel={cancelGroupDrag}
          onDoubleClick={(event) => {
            event.stopPropagation();
            if (editable) renameGroup(group.id);
          }}
          onContextMenu={(event) => openMenu(event, group)}
        >
          {detail === 'full' && (
            <button
              type="button"
              className={css.fold}
              aria-expanded
              aria-label={`Collapse ${groupTitle(group)}`}
              title="Collapse the group"
              tabIndex={-1}
              onPointerDown={(event) => event.stopPropagation()}
              onDoubleClick={(event) => event.stopPropagation()}
              onClick={() => foldGroup(group, true)}
            >
              <ChevronDown size={14} aria-hidden />
            </button>
          )}
          <span className={css.words} dir="auto">
            {groupTitle(group)}
          </span>
        </div>
      )}
    </div>
  );
}

function openMenu(event: MouseEvent, group: StepGroup): void {
  event.preventDefault();
  event.stopPropagation();
  selectGroup(group);
  const at = { x: event.clientX, y: event.clientY };
  canvasStore.setState({ menu: { target: 'group', at, group: group.id } });
}

function isAll(selected: readonly string[], steps: readonly string[]): boolean {
  if (selected.length < steps.length) return false;
  const chosen = new Set(selected);
  return steps.every((id) => chosen.has(id));
}
