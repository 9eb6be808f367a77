import { ListTree } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useId, useMemo, useState } from 'react';
import { focusCanvas, showStep } from '../../features/canvas/index';
import { documentStore, useDocument } from '../../features/document/index';
import { workbench } from '../../features/workbench/index';
import { EmptyState } from '../../ui/empty-state';
import { VirtualList } from '../../ui/virtual-list';
import { commands } from '../commands/commands';
import { OutlineItem } from './outline-item';
import { OutlineMenu, type OutlineMenuPlace } from './outline-menu';
import { outlineMove, outlineRows, rowAfterRemoval } from './outline-rows';
import { severities } from './step-severities';
import css from './outline.module.css';

/** The steps as a tree: the way through a workflow without seeing the canvas. */
export function Outline() {
  const workflow = useDocument((state) => state.workflow);
  const selected = useDocument((state) => state.selection.steps);
  const problems = useDocument((state) => state.problems);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [menu, setMenu] = useState<OutlineMenuPlace | null>(null);
  const prefix = useId();
  const rows = useMemo(() => (workflow ? outlineRows(workflow, folded) : []), [workflow, folded]);
  const marks = useMemo(() => severities(problems), [problems]);
  const active = rows.findIndex(({ step }) => step.id === selected.at(-1));

  function select(id: string, add: boolean): void {
    const others = add ? selected.filter((other) => other !== id) : [];
    const removed = add && selected.includes(id);
    documentStore.select({ steps: removed ? others : [...others, id] });
    if (!removed) showStep(id);
  }

  function toggle(id: string): void {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!isMoved(event) && !isCommand(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function isMoved(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'Enter') {
      workbench.showInspector();
      focusCanvas();
      return true;
    }
    const move = outlineMove(event.key, rows, Math.max(active, 0));
    if (!move) return false;
    const target = move.type === 'go' ? rows[active < 0 ? 0 : move.index] : undefined;
    if (target) select(target.step.id, false);
    if (move.type !== 'go') toggle(move.id);
    return true;
  }

  /** What the canvas does to a step, its keys do here, too. */
  function isCommand(event: KeyboardEvent): boolean {
    const command = commands.match(event.nativeEvent, 'canvas');
    if (command?.group !== 'Step') return false;
    commands.run(command.id);
    takeNext();
    return true;
  }

  /** Where the row that was chosen has just been removed, the next one is chosen. */
  function takeNext(): void {
    const { workflow: now, selection } = documentStore.getState();
    const isGone = now && selection.steps.length === 0 && rows[active] !== undefined;
    const next = rowAfterRemoval(rows, active);
    if (isGone && next) select(next.step.id, false);
  }

  /** The menu of the row that was hit, or, by a key, of the chosen one. */
  function onContextMenu(event: MouseEvent): void {
    event.preventDefault();
    const byMouse = event.button === 2;
    const hit = byMouse ? rowUnder(event.target) : undefined;
    const step = byMouse ? hit?.dataset.step : rows[active]?.step.id;
    if (step === undefined) return;
    if (!selected.includes(step)) select(step, false);
    if (byMouse) {
      setMenu({ step, at: { x: event.clientX, y: event.clientY } });
      return;
    }
    const area = (
      document.getElementById(`${prefix}${step}`) ?? event.currentTarget
    ).getBoundingClientRect();
    setMenu({ step, at: { x: area.left + area.width / 2, y: area.top + area.height / 2 } });
  }

  if (rows.length === 0) {
    return (
      <EmptyState
        compact
        icon={<ListTree />}
        title="No steps yet"
        description="Press N on the canvas, or double-click it, to add the first one."
      />
    );
  }
  return (
    <>
      <VirtualList
        items={rows}
        getKey={(row) => row.step.id}
        role="tree"
        label="Steps"
        rowHeight={26}
        activeIndex={active}
        activeDescendant={active < 0 ? undefined : `${prefix}${selected.at(-1) ?? ''}`}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        className={css.tree}
        renderItem={(row) => (
          <OutlineItem
            row={row}
            id={`${prefix}${row.step.id}`}
            selected={selected.includes(row.step.id)}
            severity={marks.get(row.step.id)}
            onSelect={select}
            onToggle={toggle}
          />
        )}
      />
      <OutlineMenu
        place={menu}
        onClose={() => {
          setMenu(null);
          takeNext();
        }}
      />
    </>
  );
}

function rowUnder(target: EventTarget): HTMLElement | undefined {
  const row = target instanceof Element ? target.closest('[data-step]') : null;
  return row instanceof HTMLElement ? row : undefined;
}
