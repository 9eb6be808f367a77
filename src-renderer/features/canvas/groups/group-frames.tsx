import { ViewportPortal } from '@xyflow/react';
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { StepGroup } from '@shared/workflow/model';
import { useDocument } from '../../document';
import { canvasStore, focusCanvas, useCanvas } from '../canvas-store';
import { useEditable } from '../document-view';
import { flowStore } from '../flow-store';
import { absoluteBoxes } from '../model/absolute-boxes';
import { type DrawnGroup, drawnGroups, groupTint, groupTitle } from '../model/groups';
import { renameGroup, setGroupTitle } from './group-actions';
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
        <TitleField group={group} />
      ) : (
        <div
          role="group"
          aria-label={`Group ${groupTitle(group)}, ${steps.length === 1 ? '1 step' : `${steps.length} steps`}`}
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
          {groupTitle(group)}
        </div>
      )}
    </div>
  );
}

function openMenu(event: MouseEvent, group: StepGroup): void {
  event.preventDefault();
  event.stopPropagation();
  const at = { x: event.clientX, y: event.clientY };
  canvasStore.setState({ menu: { target: 'group', at, group: group.id } });
}

function isAll(selected: readonly string[], steps: readonly string[]): boolean {
  if (selected.length < steps.length) return false;
  const chosen = new Set(selected);
  return steps.every((id) => chosen.has(id));
}

function TitleField({ group }: { readonly group: StepGroup }) {
  const field = useRef<HTMLInputElement>(null);
  const settled = useRef(false);

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  function finish(keep: boolean): void {
    if (settled.current) return;
    settled.current = true;
    const typed = field.current?.value.trim() ?? '';
    canvasStore.setState({ renamingGroup: null });
    if (keep && typed !== (group.title ?? '')) setGroupTitle(group, typed);
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    finish(event.key === 'Enter');
    focusCanvas();
  }

  return (
    <input
      ref={field}
      className={`${css.titleField} nodrag nopan nowheel`}
      aria-label="Group title"
      placeholder="Name this group"
      defaultValue={group.title ?? ''}
      maxLength={200}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  );
}
