import { ListTree } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { focusCanvas, showStep } from '../../features/canvas/index';
import { documentStore, useDocument } from '../../features/document/index';
import { workbench } from '../../features/workbench/index';
import { EmptyState } from '../../ui/empty-state';
import { VirtualList } from '../../ui/virtual-list';
import { commands } from '../commands/commands';
import { OutlineItem } from './outline-item';
import { outlineMove, outlineRows, rowAfterRemoval } from './outline-rows';
import { severities } from './step-severities';
import css from './outline.module.css';

/** The steps as a tree: the way through a workflow without seeing the canvas. */
export function Outline() {
  const workflow = useDocument((state) => state.workflow);
  const selected = useDocument((state) => state.selection.steps);
  const problems = useDocument((state) => state.problems);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
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
    const next = rowAfterRemoval(rows, active);
    commands.run(command.id);
    const { workflow: now, selection } = documentStore.getState();
    const isGone = now && selection.steps.length === 0 && rows[active] !== undefined;
    if (isGone && next) select(next.step.id, false);
    return true;
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
    <VirtualList
      items={rows}
      getKey={(row) => row.step.id}
      role="tree"
      label="Steps"
      rowHeight={26}
      activeIndex={active}
      activeDescendant={active < 0 ? undefined : `${prefix}${selected.at(-1) ?? ''}`}
      onKeyDown={onKeyDown}
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
  );
}
