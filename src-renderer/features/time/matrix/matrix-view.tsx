import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { Select } from '../../../ui/select';
import { documentStore, useDocument } from '../../document/index';
import { runsStore, StatusIcon, useRuns } from '../../runs/index';
import { jumpToStep } from '../jump-to-step';
import { cellOf, containersOf, type Matrix, matrixOf, pathsOf } from './matrix-model';
import styles from './matrix.module.css';

const columnWidth = 34;
const nameWidth = 180;

/** Every iteration of a loop against every step in it: the failed cell stands out. */
export function MatrixView() {
  const run = useRuns((state) => state.run);
  const workflow = useDocument((state) => state.workflow);
  const selected = useDocument((state) => state.selection.steps.at(-1) ?? null);
  const iterations = useRuns((state) => state.iterations);
  const containers = useMemo(() => (workflow === null ? [] : containersOf(workflow)), [workflow]);
  const around = containers.findLast(
    (one) => one.id === selected || (selected !== null && one.body?.steps.has(selected)),
  );
  const container = around ?? containers.find((one) => run?.scopes.has(one.id)) ?? containers[0];
  const matrix = useMemo(() => {
    if (run === null || container === undefined) return null;
    const paths = pathsOf(run, container.id);
    const chosen = paths.find((path) =>
      path.every(({ step, iteration }) => (iterations[step] ?? 0) === iteration),
    );
    return matrixOf(run, container, chosen ?? paths[0] ?? []);
  }, [run, container, iterations]);
  if (run === null || matrix === null || container === undefined) {
    return (
      <EmptyState
        title="No loop to look at"
        description="The iterations of a loop, or the parts of another container, stand here against the steps in it."
      />
    );
  }
  const first = matrix.failed[0];
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        <Select
          label="Loop"
          size="sm"
          className={styles.select}
          value={container.id}
          options={containers.map((one) => ({ value: one.id, label: one.title ?? one.id }))}
          onValueChange={(id) => documentStore.select({ steps: [id], edges: [] })}
        />
        <span className={styles.count}>
          {matrix.begun.toLocaleString('en')} begun
          {matrix.failed.length > 0 && `, ${matrix.failed.length.toLocaleString('en')} failed`}
        </span>
        {first !== undefined && <FailureButton matrix={matrix} />}
      </div>
      <Grid key={matrix.container} matrix={matrix} />
    </div>
  );
}

/** Goes to the next iteration in which something failed, and begins again after the last. */
function FailureButton({ matrix }: { readonly matrix: Matrix }) {
  const current = useRuns((state) => state.iterations[matrix.container] ?? -1);
  return (
    <Button
      size="sm"
      icon={<ChevronRight size={12} />}
      onClick={() => {
        const at =
          matrix.failed.find((column) => (matrix.iterations[column] ?? 0) > current) ??
          matrix.failed[0];
        const { run } = runsStore.getState();
        const iteration = matrix.iterations[at ?? 0];
        if (run === null || iteration === undefined) return;
        const step = matrix.steps.find(
          (one) => cellOf(run, matrix, iteration, one.id)?.status === 'failed',
        );
        if (step !== undefined) choose(matrix, iteration, step.id);
      }}
    >
      Next failure
    </Button>
  );
}

function Grid({ matrix }: { readonly matrix: Matrix }) {
  const run = useRuns((state) => state.run);
  const current = useRuns((state) => state.iterations[matrix.container] ?? 0);
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useVirtualizer({
    horizontal: true,
    count: matrix.iterations.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => columnWidth,
    overscan: 12,
  });
  if (run === null) return null;
  const items = columns.getVirtualItems();
  const width = nameWidth + columns.getTotalSize();
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label="Iterations by step"
      aria-colcount={matrix.iterations.length + 1}
      tabIndex={0}
    >
      <div className={styles.row} role="row" style={{ width }}>
        <span className={styles.name} role="columnheader">
          Step
        </span>
        {items.map((item) => {
          const iteration = matrix.iterations[item.index] ?? 0;
          return (
            <span
              key={item.key}
              role="columnheader"
              className={styles.number}
              data-current={iteration === current}
              data-failed={matrix.failed.includes(item.index)}
              style={{ left: nameWidth + item.start }}
            >
              {iteration + 1}
            </span>
          );
        })}
      </div>
      {matrix.steps.map((step) => (
        <div key={step.id} className={styles.row} role="row" style={{ width }}>
          <span className={styles.name} role="rowheader">
            {step.title ?? step.id}
          </span>
          {items.map((item) => {
            const iteration = matrix.iterations[item.index] ?? 0;
            const cell = cellOf(run, matrix, iteration, step.id);
            const words = cell === undefined ? 'not reached' : cell.status;
            return (
              <button
                type="button"
                key={item.key}
                role="gridcell"
                className={styles.cell}
                data-status={cell?.status ?? 'none'}
                data-current={iteration === current}
                style={{ left: nameWidth + item.start }}
                aria-label={`${step.title ?? step.id}, iteration ${iteration + 1}: ${words}`}
                title={cell?.error?.message ?? words}
                onClick={() => choose(matrix, iteration, step.id)}
              >
                {cell !== undefined && cell.status !== 'pending' && (
                  <StatusIcon status={cell.status} />
                )}
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function choose(matrix: Matrix, iteration: number, step: string): void {
  const path = [...matrix.path, { step: matrix.container, iteration }];
  void jumpToStep(path, step);
}
