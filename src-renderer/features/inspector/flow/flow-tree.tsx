import { type KeyboardEvent, useMemo, useState } from 'react';
import { announce } from '../../../ui/announcer';
import { showToast } from '../../../ui/toast';
import { useTree } from '../../../ui/use-tree';
import { carryExpression } from '../../editors';
import { targetFor } from '../setting-target';
import { type FlowRow, type FlowSource, flowRows, typeText } from './flow-rows';
import css from './flow-tree.module.css';

export interface FlowTreeProps {
  readonly step: string;
  readonly sources: readonly FlowSource[];
}

const rowHeight = 24;
const longestValue = 200;

/** Sources as a tree: a row is dragged into a setting, or put there with Enter. */
export function FlowTree({ step, sources }: FlowTreeProps) {
  // What comes right before is what one looks for.
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(
    () => new Set(sources.slice(0, 1).map(({ expression }) => expression)),
  );
  const rows = useMemo(() => flowRows(sources, expanded), [sources, expanded]);
  const { scroller, list, setActive, treeProps, rowProps } = useTree({
    rows,
    rowHeight,
    onToggle: toggle,
    onKey,
  });

  function toggle({ expression }: FlowRow): void {
    const next = new Set(expanded);
    if (!next.delete(expression)) next.add(expression);
    setExpanded(next);
  }

  function onKey({ key, ctrlKey, metaKey }: KeyboardEvent, row: FlowRow): boolean {
    if (key === 'Enter') put(step, row);
    else if (key === 'c' && (ctrlKey || metaKey)) copy(row);
    else return false;
    return true;
  }

  return (
    <div ref={scroller} className={css.tree} aria-label="What flows in" {...treeProps}>
      <div className={css.rows} style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <div
              key={row.expression}
              {...rowProps(item, row)}
              className={css.row}
              data-source={row.depth === 0 ? '' : undefined}
              draggable
              onDragStart={(event) => carryExpression(event, row.expression)}
              onClick={() => {
                setActive(item.index);
                if (row.expandable) toggle(row);
              }}
              onDoubleClick={() => put(step, row)}
              title={`${row.expression}\nDrag it into a setting, or press Enter.`}
            >
              <span className={css.twisty} aria-hidden="true">
                {row.expandable ? (row.expanded ? '▾' : '▸') : ''}
              </span>
              <span className={css.label}>{row.label}</span>
              <span className={css.type}>{typeText(row)}</span>
              <span className={css.value}>{valueText(row)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Plain values only: what a list or an object holds is below it. */
function valueText({ value }: FlowRow): string {
  if (value === undefined || (typeof value === 'object' && value !== null)) return '';
  const text =
    typeof value === 'string' ? JSON.stringify(value.slice(0, longestValue)) : String(value);
  return text;
}

function put(step: string, row: FlowRow): void {
  const target = targetFor(step);
  if (target) {
    target.insert(row.expression);
    announce(`${row.expression} is in ${target.label} now`);
    return;
  }
  copy(row);
  showToast('Copied. Put the keyboard into a setting first to have it go there.', 'info');
}

function copy({ expression }: FlowRow): void {
  void navigator.clipboard.writeText(`{{ ${expression} }}`);
}
