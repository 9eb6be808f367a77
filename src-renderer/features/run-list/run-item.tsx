import { Ellipsis, Pin } from 'lucide-react';
import type { ReactNode } from 'react';
import { ContextMenu } from '../../ui/context-menu';
import { IconButton } from '../../ui/icon-button';
import { Menu } from '../../ui/menu';
import { RunMenuItems } from './run-menu-items';
import type { RunRowProps } from './run-rows';

export interface RunItemProps extends Pick<RunRowProps, 'run' | 'tabbable'> {
  /** How the list it stands in looks. */
  readonly css: Readonly<Record<string, string>>;
  readonly menuLabel: string;
  /** It is on the canvas. */
  readonly current?: boolean;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

/** A run in a list: what opens it, and its menu at the right button and at its end. */
export function RunItem({
  run,
  tabbable,
  css,
  menuLabel,
  current,
  onOpen,
  children,
}: RunItemProps) {
  const items = <RunMenuItems run={run} />;
  const gone = run.workflowId === null;
  return (
    <ContextMenu items={items}>
      <li className={css['row']}>
        <button
          type="button"
          className={css['open']}
          data-run={run.id}
          tabIndex={tabbable ? 0 : -1}
          aria-current={current || undefined}
          disabled={gone}
          title={gone ? 'It was started from a file, by the command line' : undefined}
          onClick={onOpen}
        >
          {children}
        </button>
        <span className={css['menu']}>
          <Menu
            align="end"
            trigger={
              <IconButton label={menuLabel} size="sm" tabIndex={tabbable ? 0 : -1}>
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

/** How long it took, or has taken up to now; null before it began. */
export function tookOf({ run, now }: Pick<RunRowProps, 'run' | 'now'>): number | null {
  return run.startedAt === null ? null : (run.endedAt ?? now) - run.startedAt;
}

export function KeptMark() {
  return <Pin size={12} role="img" aria-label="Pinned: never removed by itself" />;
}
