import type { LibraryEntry } from '@shared/ipc/library';
import { Ellipsis, FileText, Folder, ShieldAlert, Star, Workflow } from 'lucide-react';
import type { MouseEvent } from 'react';
import { Badge } from '../../ui/badge';
import { Checkbox } from '../../ui/checkbox';
import { classNames } from '../../ui/class-names';
import { ContextMenu } from '../../ui/context-menu';
import { IconButton } from '../../ui/icon-button';
import { Menu } from '../../ui/menu';
import { RelativeTime } from '../../ui/relative-time';
import { dragOut, prepareDrag } from './drag-out';
import { LastRun } from './last-run';
import { useLibrary } from './library';
import { openWorkflow } from './open-workflow';
import { toggleFavourite } from './organise';
import { WorkflowMenuItems } from './workflow-menu-items';
import css from './workflow-row.module.css';

export interface WorkflowRowProps {
  readonly entry: LibraryEntry;
  /** The one row that Tab reaches; the arrow keys move it. */
  readonly tabbable: boolean;
  readonly chosen: boolean;
  /** What an action on this row is about. */
  readonly targets: readonly LibraryEntry[];
  /** Chooses this row, or with `toHere` everything from where choosing began. */
  readonly onChoose: (toHere: boolean) => void;
}

export function WorkflowRow({ entry, tabbable, chosen, targets, onChoose }: WorkflowRowProps) {
  const steps = useLibrary((state) => state.stepMatches.get(entry.id));
  const shownFolder = useLibrary((state) => state.place.type !== 'folder') && entry.folder !== '';
  const items = <WorkflowMenuItems targets={targets} entry={entry} />;

  function onClick(event: MouseEvent): void {
    if (event.shiftKey) onChoose(true);
    else if (event.ctrlKey || event.metaKey) onChoose(false);
    else void openWorkflow(entry.id);
  }

  return (
    <ContextMenu items={items}>
      <li className={css.row} data-chosen={chosen || undefined}>
        <button
          type="button"
          className={css.open}
          data-workflow={entry.id}
          tabIndex={tabbable ? 0 : -1}
          draggable
          onPointerDown={() => prepareDrag(targets)}
          onDragStart={(event) => dragOut(event.nativeEvent, targets)}
          onClick={onClick}
        >
          <span className={css.icon}>
            <Workflow />
          </span>
          <span className={css.text}>
            <span className={css.name}>
              <span className={css.title}>{entry.name}</span>
              {!entry.trusted && (
                <Badge
                  tone="warning"
                  icon={<ShieldAlert size={11} />}
                  title="It came from outside: it runs without effects until you trust it"
                >
                  Restricted
                </Badge>
              )}
              {entry.dirty && (
                <Badge tone="accent" title="There are edits that were not saved">
                  Unsaved
                </Badge>
              )}
              {entry.tags.map((tag) => (
                <Badge key={tag}>{tag}</Badge>
              ))}
            </span>
            <span className={css.description}>
              {shownFolder && (
                <span className={css.path} title={`In the folder ${entry.folder}`}>
                  <Folder /> {entry.folder}
                </span>
              )}
              {steps ? (
                <span className={css.words}>Steps: {steps.join(', ')}</span>
              ) : (
                (entry.description || !entry.path) && (
                  <span className={css.words}>{entry.description || 'No description'}</span>
                )
              )}
              {entry.path && (
                <span className={css.path} title={entry.path}>
                  <FileText /> {fileName(entry.path)}
                </span>
              )}
            </span>
          </span>
          <span className={css.steps}>
            {entry.stepCount === 1 ? '1 step' : `${entry.stepCount} steps`}
          </span>
          <span className={css.run}>
            <LastRun run={entry.lastRun} />
          </span>
          <RelativeTime time={entry.updatedAt} className={css.updated} />
        </button>
        <span className={css.choose}>
          <Checkbox
            checked={chosen}
            onCheckedChange={() => onChoose(false)}
            label={`Select ${entry.name}`}
          />
        </span>
        <span className={css.menu}>
          <IconButton
            label={`Favourite: ${entry.name}`}
            size="sm"
            tabIndex={tabbable ? 0 : -1}
            pressed={entry.favourite}
            className={classNames(css.star, entry.favourite && css.starred)}
            onClick={() => void toggleFavourite([entry])}
          >
            <Star />
          </IconButton>
          <Menu
            align="end"
            trigger={
              <IconButton label={`More for ${entry.name}`} size="sm" tabIndex={tabbable ? 0 : -1}>
                <Ellipsis />
              </IconButton>
            }
          >
            {items}
          </Menu>
        </span>
      </li>
    </ContextMenu>
  );
}

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
