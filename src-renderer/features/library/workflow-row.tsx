import type { LibraryEntry } from '@shared/ipc/library';
import { Ellipsis, FileText, ShieldAlert, Workflow } from 'lucide-react';
import { Badge } from '../../ui/badge';
import { ContextMenu } from '../../ui/context-menu';
import { IconButton } from '../../ui/icon-button';
import { Menu } from '../../ui/menu';
import { RelativeTime } from '../../ui/relative-time';
import { LastRun } from './last-run';
import { openWorkflow } from './open-workflow';
import { WorkflowMenuItems } from './workflow-menu-items';
import css from './workflow-row.module.css';

export interface WorkflowRowProps {
  readonly entry: LibraryEntry;
  /** The one row that Tab reaches; the arrow keys move it. */
  readonly tabbable: boolean;
  readonly onRename: (entry: LibraryEntry) => void;
}

export function WorkflowRow({ entry, tabbable, onRename }: WorkflowRowProps) {
  const items = <WorkflowMenuItems entry={entry} onRename={onRename} />;
  return (
    <ContextMenu items={items}>
      <li className={css.row}>
        <button
          type="button"
          className={css.open}
          data-workflow={entry.id}
          tabIndex={tabbable ? 0 : -1}
          onClick={() => void openWorkflow(entry.id)}
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
            </span>
            <span className={css.description}>
              {(entry.description || !entry.path) && (
                <span className={css.words}>{entry.description || 'No description'}</span>
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
        <span className={css.menu}>
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
