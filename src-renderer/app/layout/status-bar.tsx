import { CircleX, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { useDocument } from '../../features/document/index';
import { workbench } from '../../features/workbench/index';
import { SavedState } from './saved-state';
import css from './status-bar.module.css';

/** The thin line at the bottom: problems, size, and where the text stands. */
export function StatusBar() {
  const problems = useDocument((state) => state.problems);
  const selected = useDocument((state) => state.selection.steps.length);
  const steps = useDocument((state) => state.parsed?.source.steps.size ?? 0);
  const counts = useMemo(
    () => ({
      errors: problems.filter(({ severity }) => severity === 'error').length,
      warnings: problems.filter(({ severity }) => severity === 'warning').length,
    }),
    [problems],
  );
  return (
    <footer className={css.bar}>
      <button
        type="button"
        className={css.item}
        aria-label={`${counts.errors} errors, ${counts.warnings} warnings. Show problems`}
        onClick={() => workbench.showPanel('problems')}
      >
        <CircleX data-active={counts.errors > 0} className={css.errors} /> {counts.errors}
        <TriangleAlert data-active={counts.warnings > 0} className={css.warnings} />{' '}
        {counts.warnings}
      </button>
      <span className={css.text}>
        {steps === 1 ? '1 step' : `${steps} steps`}
        {selected > 0 && `, ${selected} selected`}
      </span>
      <span className={css.space} />
      <SavedState />
    </footer>
  );
}
