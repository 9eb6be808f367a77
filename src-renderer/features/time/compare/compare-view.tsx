import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowRight, CircleDot } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { toErrorData } from '@shared/errors/app-error';
import { type DiffRow, diffRuns, slowerBy } from '@shared/debug/run-diff';
import type { RunLog } from '@shared/debug/run-log';
import type { RunId } from '@shared/lib/ids';
import { Button } from '../../../ui/button';
import { Checkbox } from '../../../ui/checkbox';
import { EmptyState } from '../../../ui/empty-state';
import { showErrorToast } from '../../../ui/error-toast';
import { formatDuration } from '../../../ui/format-duration';
import { formatMoment } from '../../../ui/format-relative-time';
import { Select } from '../../../ui/select';
import { statusText, useRuns } from '../../runs/index';
import { pathWords } from '../event-words';
import { loadRun } from '../load-run';
import { jump } from '../seek';
import { timeStore, useTime } from '../time-store';
import { useTitles } from '../timeline/use-titles';
import styles from './compare.module.css';
import { DifferenceDetail } from './difference-detail';
import { endWords, divergenceWords } from './words';

const rowHeight = 26;

/** The shown run beside another one: where they part, and all that differs. */
export function CompareView() {
  const picture = useTime((state) => state.picture);
  const otherId = useTime((state) => state.other);
  const history = useRuns((state) => state.history);
  const shown = useRuns((state) => state.shown);
  const [other, setOther] = useState<{ readonly id: RunId; readonly log: RunLog } | null>(null);
  useEffect(() => {
    if (otherId === null) return;
    let gone = false;
    loadRun(otherId).then(
      (log) => gone || setOther({ id: otherId, log }),
      (error: unknown) => showErrorToast(toErrorData(error), 'The run could not be read'),
    );
    return () => {
      gone = true;
    };
  }, [otherId]);
  const options = history
    .filter((run) => run.id !== shown)
    .map((run) => ({
      value: run.id as string,
      label: `${statusText[run.status]}, ${formatMoment(run.createdAt)}`,
      description: run.id,
    }));
  const log = picture?.log;
  const diff = useMemo(
    () =>
      log === undefined || other === null || other.id !== otherId ? null : diffRuns(log, other.log),
    [log, other, otherId],
  );
  if (options.length === 0) {
    return (
      <EmptyState
        title="Nothing to compare with"
        description="This needs two runs of the workflow. Run it again, perhaps with another input."
      />
    );
  }
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        <span className={styles.label}>This run with</span>
        <Select
          label="Run to compare with"
          size="sm"
          className={styles.select}
          value={otherId}
          options={options}
          placeholder="Choose a run…"
          onValueChange={(id) => timeStore.setState({ other: id as RunId })}
        />
        {diff !== null && <Summary diff={diff} />}
      </div>
      {diff !== null && <Rows diff={diff} />}
      {diff === null && otherId === null && (
        <EmptyState
          title="Choose a run to compare with"
          description="Steps, iterations and attempts are put beside each other, and the first difference is shown."
        />
      )}
    </div>
  );
}

function Summary({ diff }: { readonly diff: ReturnType<typeof diffRuns> }) {
  if (diff.first === null)
    return <span className={styles.same}>No difference, event by event</span>;
  return (
    <span className={styles.count}>
      {diff.different.length === 1
        ? '1 difference'
        : `${diff.different.length.toLocaleString('en')} differences`}
      {diff.shared > 0 && `, the first ${diff.shared.toLocaleString('en')} events are the same`}
    </span>
  );
}

function Rows({ diff }: { readonly diff: ReturnType<typeof diffRuns> }) {
  const picture = useTime((state) => state.picture);
  const titleOf = useTitles(picture);
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => (all ? diff.rows : diff.rows.filter((row) => row.divergences.length > 0)),
    [diff, all],
  );
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const shown = rows.find((row) => row.id === chosen) ?? diff.first;

  function choose(row: DiffRow): void {
    setChosen(row.id);
    jump(row.left?.to ?? row.left?.from ?? Math.max(1, Math.floor(row.at)));
  }

  return (
    <div className={styles.columns}>
      <div className={styles.listSide}>
        <div className={styles.tools}>
          <Button
            size="sm"
            icon={<CircleDot size={12} />}
            disabled={diff.first === null}
            onClick={() => {
              if (diff.first === null) return;
              choose(diff.first);
              const at = rows.findIndex((row) => row.id === diff.first?.id);
              if (at >= 0) list.scrollToIndex(at, { align: 'center' });
            }}
          >
            First difference
          </Button>
          <Checkbox checked={all} onCheckedChange={setAll}>
            Show what is the same, too
          </Checkbox>
        </div>
        <div className={styles.heads} aria-hidden>
          <span />
          <span>Step</span>
          <span>This run</span>
          <span>Other run</span>
          <span>What differs</span>
          <span className={styles.slower}>Other took</span>
        </div>
        <div
          ref={scroller}
          className={styles.list}
          role="listbox"
          aria-label="Differences"
          tabIndex={0}
        >
          <div style={{ height: list.getTotalSize(), position: 'relative' }}>
            {list.getVirtualItems().map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              return (
                <button
                  type="button"
                  key={row.id}
                  role="option"
                  aria-selected={row.id === shown?.id}
                  className={styles.row}
                  style={{ transform: `translateY(${item.start}px)` }}
                  onClick={() => choose(row)}
                >
                  <span className={styles.mark}>
                    {row.id === diff.first?.id && (
                      <ArrowRight size={12} aria-label="First difference" />
                    )}
                  </span>
                  <Cell className={styles.step} text={nameOf(row, titleOf)} />
                  <Cell className={styles.end} text={endWords(row.left)} />
                  <Cell className={styles.end} text={endWords(row.right)} />
                  <Cell className={styles.what} text={divergenceWords(row)} />
                  <span className={styles.slower}>{slowerText(row)}</span>
                </button>
              );
            })}
          </div>
        </div>
      </div>
      {shown !== null && <DifferenceDetail row={shown} name={nameOf(shown, titleOf)} />}
    </div>
  );
}

/** What has no room is read by pointing at it. */
function Cell({
  className,
  text,
}: {
  readonly className: string | undefined;
  readonly text: string;
}) {
  return (
    <span className={className} title={text}>
      {text}
    </span>
  );
}

function nameOf(row: DiffRow, titleOf: (step: string) => string): string {
  const facts = row.left ?? row.right;
  if (facts === null) return row.id;
  const place = facts.path.length === 0 ? '' : ` in ${pathWords(facts.path, titleOf)}`;
  if (facts.type === 'body')
    return `${titleOf(facts.step)}, iteration ${facts.iteration + 1}${place}`;
  return `${titleOf(facts.step)}${facts.attempt > 1 ? `, attempt ${facts.attempt}` : ''}${place}`;
}

function slowerText(row: DiffRow): string {
  const by = slowerBy(row);
  if (by === null || Math.abs(by) < 1) return '';
  return by > 0 ? `+${formatDuration(by)}` : `−${formatDuration(-by)}`;
}
