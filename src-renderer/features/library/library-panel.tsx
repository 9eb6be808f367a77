import { Search, ShieldAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { classNames } from '../../ui/class-names';
import { EmptyState } from '../../ui/empty-state';
import { TextField } from '../../ui/text-field';
import { useDocument } from '../document/index';
import { useLibrary } from './library';
import { openWorkflow } from './open-workflow';
import { findEntries } from './sort-entries';
import css from './library-panel.module.css';

/** The library as a narrow list in the side bar, to change from one workflow to another. */
export function LibraryPanel() {
  const entries = useLibrary((state) => state.entries);
  const current = useDocument((state) => state.id);
  const [query, setQuery] = useState('');
  const found = useMemo(() => findEntries(entries, query, 'name'), [entries, query]);
  return (
    <div className={css.panel}>
      <div className={css.search}>
        <TextField
          value={query}
          onValueChange={setQuery}
          label="Find a workflow"
          placeholder="Find a workflow"
          prefix={<Search />}
          size="sm"
        />
      </div>
      {found.length === 0 ? (
        <EmptyState compact title="Nothing found" />
      ) : (
        <ul className={css.list} aria-label="Workflows">
          {found.map((entry) => (
            <li key={entry.id}>
              <button
                type="button"
                className={classNames(css.item, entry.id === current && css.current)}
                aria-current={entry.id === current || undefined}
                title={entry.path ?? entry.name}
                onClick={() => void openWorkflow(entry.id)}
              >
                <span className={css.name}>{entry.name}</span>
                {!entry.trusted && (
                  <ShieldAlert
                    size={12}
                    role="img"
                    aria-label="Restricted: it came from outside"
                    className={css.restricted}
                  />
                )}
                {entry.dirty && <span className={css.dirty} title="Not saved" />}
                <span className={css.steps}>{entry.stepCount}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
