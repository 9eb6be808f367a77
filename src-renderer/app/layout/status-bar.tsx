import { CircleX, ShieldAlert, TriangleAlert } from 'lucide-react';
import { DebugStatus, useDebugTone } from '../../features/debugger/index';
import { useDocument } from '../../features/document/index';
import { useProblemCounts } from '../../features/problems/index';
import { useIsPast, ViewingPast } from '../../features/time/index';
import { setLooking } from '../../features/trust/index';
import { workbench } from '../../features/workbench/index';
import { SavedState } from './saved-state';
import css from './status-bar.module.css';

/** The thin line at the bottom: problems, size, and where the text stands. */
export function StatusBar() {
  const counts = useProblemCounts();
  const selected = useDocument((state) => state.selection.steps.length);
  const trusted = useDocument((state) => state.trusted);
  const steps = useDocument((state) => state.parsed?.source.steps.size ?? 0);
  const debugTone = useDebugTone();
  const tone = useIsPast() ? 'past' : debugTone;
  return (
    <footer className={css.bar} data-tone={tone}>
      <button
        type="button"
        className={css.item}
        aria-label={`${counted(counts.error, 'error')}, ${counted(counts.warning, 'warning')}. Show problems`}
        onClick={() => workbench.showPanel('problems')}
      >
        <CircleX data-active={counts.error > 0} className={css.errors} /> {counts.error}
        <TriangleAlert data-active={counts.warning > 0} className={css.warnings} /> {counts.warning}
      </button>
      <span className={css.text}>
        {steps === 1 ? '1 step' : `${steps} steps`}
        {selected > 0 && `, ${selected} selected`}
      </span>
      <DebugStatus className={css.item} />
      <ViewingPast className={css.item} />
      <span className={css.space} />
      {!trusted && (
        <button
          type="button"
          className={css.item}
          aria-label="Restricted workflow. Look at what it does"
          title="It came from outside: no effects, and code runs confined"
          onClick={() => setLooking(true)}
        >
          <ShieldAlert className={css.restricted} /> Restricted
        </button>
      )}
      <SavedState />
    </footer>
  );
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
