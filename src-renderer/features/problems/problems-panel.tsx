import { CircleCheck, ListFilter } from 'lucide-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { EmptyState } from '../../ui/empty-state';
import { TextField } from '../../ui/text-field';
import { useDocument } from '../document';
import { countProblems, countsText, groupProblems } from './problem-groups';
import { ProblemRow } from './problem-row';
import { useProblems } from './use-problems';
import css from './problems-panel.module.css';

const titles = { error: 'Errors', warning: 'Warnings', hint: 'Hints' };
/** More than anybody reads; the filter finds the rest. */
const mostShown = 500;

/** Everything that is wrong with the open workflow, worst first. */
export function ProblemsPanel() {
  const problems = useProblems();
  const open = useDocument((state) => state.status === 'open');
  const [filter, setFilter] = useState('');
  const groups = useMemo(() => groupProblems(problems, filter), [problems, filter]);
  if (!open) return <EmptyState compact title="No workflow is open" />;
  if (problems.length === 0) {
    return (
      <EmptyState
        compact
        icon={<CircleCheck />}
        title="No problems"
        description="Every binding resolves and every wire has an end."
      />
    );
  }
  return (
    <section className={css.panel} aria-label="Problems">
      <div className={css.bar}>
        <TextField
          size="sm"
          label="Filter problems"
          placeholder="Filter by text, code or step"
          prefix={<ListFilter />}
          value={filter}
          onValueChange={setFilter}
          className={css.filter}
        />
        <span className={css.counts} role="status">
          {countsText(countProblems(problems))}
        </span>
      </div>
      <div className={css.groups} onKeyDown={moveFocus}>
        {groups.length === 0 && <EmptyState compact title={`Nothing matches "${filter}"`} />}
        {groups.map((group) => (
          <section key={group.severity} aria-label={titles[group.severity]}>
            <h3 className={css.title}>
              {titles[group.severity]} <span className={css.count}>{group.problems.length}</span>
            </h3>
            <ul>
              {group.problems.slice(0, mostShown).map((problem) => (
                <ProblemRow
                  key={`${problem.code}:${problem.range.from}:${problem.message}`}
                  problem={problem}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}

/** Arrow keys go from problem to problem. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(`.${css.problem}`)];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = rows[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
