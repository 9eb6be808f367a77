import { ChevronRight, CornerLeftUp, Workflow } from 'lucide-react';
import { type ScopePath, scopeKey } from '@shared/runs/scope-path';
import { Button } from '../../ui/button';
import { useRuns } from '../runs/index';
import { backToCaller } from './called-commands';
import css from './called-bar.module.css';
import { showWorkflowAt } from './show-workflow-at';

/** Above a workflow that is looked at as one which a run called: by which, and the way back. */
export function CalledBar() {
  const inside = useRuns((state) => state.inside);
  const run = useRuns((state) => state.latest);
  if (inside.length === 0 || !run) return null;
  const calls = inside
    .map((_segment, at) => inside.slice(0, at + 1))
    .filter((path) => run.frames.has(scopeKey(path)));
  const places = [
    { path: [] as ScopePath, name: run.workflow.name },
    ...calls.map((path) => ({ path, name: run.frames.get(scopeKey(path))?.workflow.name ?? '' })),
  ];
  return (
    <nav className={css.bar} aria-label="Called workflow">
      <Workflow size={14} aria-hidden />
      <span className={css.words}>In a run of</span>
      <ol className={css.places}>
        {places.map(({ path, name }, at) => (
          <li key={scopeKey(path)}>
            {at > 0 && <ChevronRight size={12} aria-hidden />}
            {at === places.length - 1 ? (
              <span className={css.here} aria-current="location">
                {name}
              </span>
            ) : (
              <button type="button" className={css.place} onClick={() => void showWorkflowAt(path)}>
                {name}
              </button>
            )}
            {at > 0 && <span className={css.words}>{wordsOf(path)}</span>}
          </li>
        ))}
      </ol>
      <Button size="sm" icon={<CornerLeftUp size={12} />} onClick={() => void backToCaller()}>
        Back to the caller
      </Button>
    </nav>
  );
}

/** In which iterations the call was made; empty when in none. */
function wordsOf(path: ScopePath): string {
  const around = path.slice(0, -1).filter(({ iteration }) => iteration > 0);
  return around.map(({ step, iteration }) => `${step} ${iteration + 1}`).join(', ');
}
