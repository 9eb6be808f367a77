import { findStepDefinition } from '@shared/steps';
import { scopeKey } from '@shared/runs/scope-path';
import { findStep } from '@shared/workflow/graph/scopes';
import { ChevronRight, Workflow } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { EmptyState } from '../../ui/empty-state';
import { formatDuration } from '../../ui/format-duration';
import { VirtualList } from '../../ui/virtual-list';
import { documentStore, useDocument } from '../document';
import { type RunTreeRow, runTreeRows, type TreeNames } from './run-tree';
import { useRuns } from './runs';
import { stepStatusText } from './run-status';
import { StatusIcon } from './status-icon';
import { frameOf } from './step-index';
import { StepRunDetail } from './step-data-panel';
import css from './run-tree-panel.module.css';

const nothingOpen: ReadonlySet<string> = new Set();

/** All step runs of the shown run as a tree, those of called workflows too, with their values. */
export function RunTreePanel() {
  const run = useRuns((state) => state.run);
  const inside = useRuns((state) => state.inside);
  const workflow = useDocument((state) => state.workflow);
  const [expanded, setExpanded] = useState(nothingOpen);
  const [selected, setSelected] = useState<string | null>(null);
  const prefix = useId();
  const rows = useMemo(() => {
    if (!run) return [];
    const names: TreeNames = {
      titleOf: (step) => (workflow && findStep(workflow, step)?.title) ?? step,
      isEntry: (step) => {
        const kind = workflow && findStep(workflow, step)?.kind;
        return kind ? findStepDefinition(kind)?.entry !== undefined : false;
      },
    };
    return runTreeRows(run, expanded, names, inside);
  }, [run, expanded, workflow, inside]);
  const active = rows.findIndex(({ key }) => key === selected);
  const current = rows[active];

  function toggle(key: string): void {
    const next = new Set(expanded);
    if (!next.delete(key)) next.add(key);
    setExpanded(next);
  }

  function select(row: RunTreeRow): void {
    setSelected(row.key);
    const open = inside.length === 0 ? null : scopeKey(inside);
    const own = row.stepRun && run && frameOf(run, row.stepRun.path) === open;
    if (own && row.stepRun) documentStore.select({ steps: [row.stepRun.step], edges: [] });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = (index: number): void => {
      const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
      if (row) select(row);
    };
    if (event.key === 'ArrowDown') to(active + 1);
    else if (event.key === 'ArrowUp') to(active - 1);
    else if (event.key === 'Home') to(0);
    else if (event.key === 'End') to(rows.length - 1);
    else if (event.key === 'ArrowRight' && current?.expanded === false) toggle(current.key);
    else if (event.key === 'ArrowRight') to(active + 1);
    else if (event.key === 'ArrowLeft' && current?.expanded) toggle(current.key);
    else if (event.key === 'ArrowLeft' && current) {
      to(rows.findLastIndex((row, index) => index < active && row.level < current.level));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (!run || rows.length === 0) {
    return (
      <EmptyState
        title="No steps have run"
        description="Everything a run does shows up here as a tree: iterations, branches, and the steps of workflows it calls."
      />
    );
  }
  return (
    <div className={css.columns}>
      <VirtualList
        items={rows}
        getKey={(row) => row.key}
        role="tree"
        label="Steps of the run"
        rowHeight={26}
        activeIndex={active}
        activeDescendant={active < 0 ? undefined : `${prefix}${selected ?? ''}`}
        onKeyDown={onKeyDown}
        className={css.tree}
        renderItem={(row) => (
          <div
            id={`${prefix}${row.key}`}
            role="treeitem"
            aria-level={row.level}
            aria-selected={row.key === selected}
            aria-expanded={row.expanded}
            aria-label={`${row.label}, ${stepStatusText[row.status]}`}
            className={css.row}
            style={{ paddingInlineStart: 8 + (row.level - 1) * 16 }}
            onClick={() => select(row)}
            onDoubleClick={() => row.expanded !== undefined && toggle(row.key)}
          >
            <span
              className={css.chevron}
              data-expanded={row.expanded}
              data-leaf={row.expanded === undefined ? '' : undefined}
              onClick={(event) => {
                event.stopPropagation();
                toggle(row.key);
              }}
            >
              <ChevronRight />
            </span>
            <StatusIcon status={row.status} />
            <span className={css.label} data-body={row.stepRun ? undefined : ''}>
              {row.label}
            </span>
            {row.calls !== undefined && (
              <span className={css.calls}>
                <Workflow size={12} aria-hidden /> {row.calls}
              </span>
            )}
            {row.duration !== undefined && <span className={css.duration}>{timeWords(row)}</span>}
          </div>
        )}
      />
      <div className={css.detail}>
        {current?.stepRun ? (
          <>
            {current.stepRun.path.length > 0 && <Trail row={current} rows={rows} />}
            <StepRunDetail title={current.label} stepRun={current.stepRun} />
          </>
        ) : (
          <EmptyState
            compact
            title={current ? current.label : 'Choose a step'}
            description={
              current
                ? 'Unfold it to see the steps that ran in it.'
                : 'Its input and output show up here.'
            }
          />
        )}
      </div>
    </div>
  );
}

/** Where the step stands: the rows around it, outermost first. */
function Trail({ row, rows }: { readonly row: RunTreeRow; readonly rows: readonly RunTreeRow[] }) {
  const around: string[] = [];
  let level = row.level;
  for (let at = rows.indexOf(row) - 1; at >= 0 && level > 1; at -= 1) {
    const other = rows[at];
    if (!other || other.level >= level) continue;
    around.unshift(other.calls ?? other.label);
    level = other.level;
  }
  return (
    <nav aria-label="Where the step stands" className={css.trail}>
      {around.map((label, at) => (
        <span key={`${at}${label}`}>
          {label} <ChevronRight size={12} aria-hidden />{' '}
        </span>
      ))}
      <span aria-current="location">{row.label}</span>
    </nav>
  );
}

/** What it took, or what stood in for it. */
function timeWords({ duration = 0, stepRun }: RunTreeRow): string {
  if (stepRun?.attempt !== 0) return formatDuration(duration);
  if (stepRun.pinned) return 'pinned';
  return stepRun.by === 'recorded' ? 'from before' : formatDuration(duration);
}
