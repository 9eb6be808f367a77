import type { WorkflowMatches } from '@shared/ipc/library';
import type { TextMatch } from '@shared/text/find-text';
import { ChevronDown, ChevronRight, Search } from 'lucide-react';
import { useState } from 'react';
import { EmptyState } from '../../ui/empty-state';
import { TextField } from '../../ui/text-field';
import { searchStore, showMatch, useSearch } from './search';
import css from './search-panel.module.css';

/** Words in the texts of all workflows, grouped by workflow. */
export function SearchPanel() {
  const { query, status, found, error } = useSearch((state) => state);
  const total = found.reduce((sum, one) => sum + one.total, 0);
  return (
    <div className={css.panel}>
      <div className={css.search}>
        <TextField
          value={query}
          onValueChange={searchStore.setQuery}
          label="Search in all workflows"
          placeholder="Search in all workflows"
          type="search"
          prefix={<Search />}
          size="sm"
          autoFocus
          onKeyDown={(event) => {
            if (event.key === 'Enter') searchStore.again();
            if (event.key === 'Escape') searchStore.setQuery('');
          }}
        />
        <p className={css.count} role="status">
          {status === 'done' &&
            found.length > 0 &&
            `${places(total)} in ${workflows(found.length)}`}
        </p>
      </div>
      {status === 'idle' && (
        <EmptyState
          compact
          icon={<Search />}
          title="Search in all workflows"
          description="Names, titles, settings, expressions, code: whatever the files say."
        />
      )}
      {status === 'failed' && (
        <EmptyState compact title="The search failed" description={error?.message} />
      )}
      {status === 'done' && found.length === 0 && (
        <EmptyState compact title={`“${query}” is in no workflow`} />
      )}
      {found.length > 0 && (
        <ul className={css.results} aria-label="Found">
          {found.map((one) => (
            <Group key={one.id} found={one} words={query} />
          ))}
        </ul>
      )}
    </div>
  );
}

interface GroupProps {
  readonly found: WorkflowMatches;
  readonly words: string;
}

function Group({ found, words }: GroupProps) {
  const [open, setOpen] = useState(true);
  const more = found.total - found.matches.length;
  return (
    <li>
      <button
        type="button"
        className={css.workflow}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {open ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
        <span className={css.name}>{found.name}</span>
        <span className={css.total}>{found.total}</span>
      </button>
      {open && (
        <ul>
          {found.matches.map((match) => (
            <li key={match.from}>
              <button
                type="button"
                className={css.match}
                title={`Line ${match.line}`}
                onClick={() => void showMatch(found.id, match, words)}
              >
                <Excerpt match={match} />
              </button>
            </li>
          ))}
          {more > 0 && <li className={css.more}>and {places(more)} more</li>}
        </ul>
      )}
    </li>
  );
}

function Excerpt({ match: { excerpt, start, from, to } }: { readonly match: TextMatch }) {
  const end = start + to - from;
  return (
    <>
      {excerpt.slice(0, start)}
      <mark className={css.mark}>{excerpt.slice(start, end)}</mark>
      {excerpt.slice(end)}
    </>
  );
}

function places(count: number): string {
  return count === 1 ? '1 place' : `${count.toLocaleString('en')} places`;
}

function workflows(count: number): string {
  return count === 1 ? '1 workflow' : `${count} workflows`;
}
