import type { RunStatistics } from '@shared/ipc/runs';
import { Search } from 'lucide-react';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import type { StatusFilter, TimeFilter } from './run-filter';
import { runListStore, useRunList } from './run-list';
import css from './runs-screen.module.css';

const statuses: readonly { value: StatusFilter; label: string }[] = [
  { value: 'any', label: 'Any status' },
  { value: 'open', label: 'Running or waiting' },
  { value: 'completed', label: 'Completed' },
  { value: 'failed', label: 'Failed' },
  { value: 'stopped', label: 'Stopped' },
];

const times: readonly { value: TimeFilter; label: string }[] = [
  { value: 'any', label: 'Any time' },
  { value: 'hour', label: 'Last hour' },
  { value: 'day', label: 'Last 24 hours' },
  { value: 'week', label: 'Last 7 days' },
  { value: 'month', label: 'Last 30 days' },
];

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
        options={statuses}
        onValueChange={(status) => runListStore.setFilter({ status })}
        label="Status"
        className={css.select}
      />
      <Select
        value={filter.time}
        options={times}
        onValueChange={(time) => runListStore.setFilter({ time })}
        label="Time"
        className={css.select}
      />
    </div>
  );
}
