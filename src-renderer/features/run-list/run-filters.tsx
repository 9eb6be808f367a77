import type { RunStatistics } from '@shared/ipc/runs';
import { Search } from 'lucide-react';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { statusFilters, timeFilters } from './run-filter';
import { runListStore, useRunList } from './run-list';
import css from './runs-screen.module.css';

const every = 'every';
const none: RunStatistics['workflows'] = [];

/** Narrows the list, its figures and its charts alike. */
export function RunFilters() {
  const filter = useRunList((state) => state.filter);
  const workflows = useRunList((state) => state.statistics?.workflows) ?? none;
  return (
    <div className={css.tools}>
      <TextField
        value={filter.text}
        onValueChange={(text) => runListStore.setFilter({ text })}
        label="Search runs"
        placeholder="Search by workflow, error or id"
        prefix={<Search />}
        type="search"
        className={css.search}
        onKeyDown={(event) => {
          if (event.key === 'Escape') runListStore.setFilter({ text: '' });
        }}
      />
      <Select
        value={filter.workflowId ?? every}
        options={[
          { value: every, label: 'Every workflow' },
          ...workflows.map(({ id, name }) => ({ value: id as string, label: name })),
        ]}
        onValueChange={(value) =>
          runListStore.setFilter({
            workflowId: workflows.find(({ id }) => id === value)?.id ?? null,
          })
        }
        label="Workflow"
        className={css.select}
      />
      <Select
        value={filter.status}
        options={statusFilters}
        onValueChange={(status) => runListStore.setFilter({ status })}
        label="Status"
        className={css.select}
      />
      <Select
        value={filter.time}
        options={timeFilters}
        onValueChange={(time) => runListStore.setFilter({ time })}
        label="Time"
        className={css.select}
      />
    </div>
  );
}
