import type { WorkflowId } from '@shared/lib/ids';
import { X } from 'lucide-react';
import { type DragEvent, useEffect, useMemo, useRef } from 'react';
import { ContextMenu } from '../../ui/context-menu';
import { IconButton } from '../../ui/icon-button';
import { documentStore, useDocument } from '../document/index';
import { useLibrary } from '../library/index';
import css from './tab-strip.module.css';
import { TabMenuItems } from './tab-menu-items';
import { tabPlaces } from './tab-places';
import { closeTab, showTab, tabsStore, useTabs } from './tabs';

/** The open workflows, once there are several. */
export function TabStrip() {
  const tabs = useTabs((state) => state.tabs);
  const front = useDocument((state) => state.id);
  const places = useTabPlaces(tabs);
  if (tabs.length < 2) return null;
  return (
    <nav className={css.strip} aria-label="Open workflows">
      <ul className={css.tabs}>
        {tabs.map((id) => (
          <Tab key={id} id={id} front={id === front} place={places.get(id)} />
        ))}
      </ul>
    </nav>
  );
}

function useTabPlaces(tabs: readonly WorkflowId[]) {
  const entries = useLibrary((state) => state.entries);
  return useMemo(() => {
    const open = new Set(tabs);
    return tabPlaces(entries.filter(({ id }) => open.has(id)));
  }, [tabs, entries]);
}

interface TabProps {
  readonly id: WorkflowId;
  readonly front: boolean;
  /** Where it lies, when another open one has the same name. */
  readonly place: string | undefined;
}

const dragType = 'application/x-stepwell-tab';

function Tab({ id, front, place }: TabProps) {
  const row = useRef<HTMLLIElement>(null);
  const stored = useLibrary((state) => state.entries.find((entry) => entry.id === id)?.name);
  const shown = useDocument((state) => (front ? state.workflow?.name : undefined));
  const dirtyInFront = useDocument((state) => front && state.dirty);
  const dirty = front ? dirtyInFront : documentStore.isDirtyBehind(id);
  const name = shown ?? stored ?? 'Workflow';
  const words = place === undefined ? name : `${name}, ${place}`;
  useEffect(() => {
    if (front) row.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [front]);

  function onDragOver(event: DragEvent): void {
    if (!event.dataTransfer.types.includes(dragType)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
  }

  function onDrop(event: DragEvent): void {
    const dragged = tabsStore
      .getState()
      .tabs.find((one) => one === event.dataTransfer.getData(dragType));
    if (!dragged) return;
    event.preventDefault();
    tabsStore.move(dragged, id);
  }

  return (
    <ContextMenu items={<TabMenuItems id={id} front={front} />}>
      <li
        ref={row}
        className={css.tab}
        data-front={front || undefined}
        data-dirty={dirty || undefined}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData(dragType, id);
          event.dataTransfer.effectAllowed = 'move';
        }}
        onDragOver={onDragOver}
        onDrop={onDrop}
        onAuxClick={(event) => {
          if (event.button === 1) void closeTab(id);
        }}
      >
        <button
          type="button"
          className={css.name}
          title={words}
          aria-label={dirty ? `${words}, not saved` : words}
          aria-current={front ? 'page' : undefined}
          onClick={() => void showTab(id)}
        >
          {name}
          {place !== undefined && <span className={css.place}>{place}</span>}
        </button>
        <span className={css.end}>
          {dirty && <span className={css.dot} aria-hidden />}
          <IconButton
            label={`Close ${name}`}
            command={front ? 'tabs.close' : undefined}
            size="sm"
            className={css.close}
            onClick={() => void closeTab(id)}
          >
            <X />
          </IconButton>
        </span>
      </li>
    </ContextMenu>
  );
}
