import { ArrowRight, Pause, Play } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef } from 'react';
import { classNames } from '../../../ui/class-names';
import { IconButton } from '../../../ui/icon-button';
import { MenuCheckItem } from '../../../ui/menu-check-item';
import { Menu } from '../../../ui/menu';
import { Ellipsis } from 'lucide-react';
import { debuggerStore, useDebugger } from '../debugger';
import { isLive } from '../session/debugger-state';
import { Section, SectionNote } from './section';
import { type StackRow, stackRows } from './stack-rows';
import css from './side-bar.module.css';

/** Branches as threads, with iterations, called workflows, steps and code as frames. */
export function CallStackSection() {
  const hold = useDebugger((state) => state.hold);
  const phase = useDebugger((state) => state.phase);
  return (
    <Section
      name="stack"
      title="Call stack"
      actions={
        <Menu
          align="end"
          trigger={
            <IconButton label="When a branch stops" size="sm" disabled={phase === 'off'}>
              <Ellipsis />
            </IconButton>
          }
        >
          <MenuCheckItem
            checked={hold === 'all'}
            onCheckedChange={() => void debuggerStore.setHold('all')}
          >
            Stop all branches with it
          </MenuCheckItem>
          <MenuCheckItem
            checked={hold === 'one'}
            onCheckedChange={() => void debuggerStore.setHold('one')}
          >
            Let the other branches go on
          </MenuCheckItem>
        </Menu>
      }
    >
      <CallStackBody />
    </Section>
  );
}

function CallStackBody() {
  const phase = useDebugger((state) => state.phase);
  const moment = useDebugger((state) => state.moment);
  const stacks = useDebugger((state) => state.stacks);
  const thread = useDebugger((state) => state.thread);
  const frame = useDebugger((state) => state.frame);
  const rows = useMemo(() => stackRows({ moment, stacks, thread }), [moment, stacks, thread]);
  const list = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const at = rows.findIndex(
    (row) => row.type === 'frame' && row.thread === thread && row.frame.id === frame,
  );

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [frame]);

  if (phase === 'off') {
    return <SectionNote>Start debugging with F5 to see where a run stands.</SectionNote>;
  }
  if (rows.length === 0) {
    return (
      <SectionNote>
        {phase === 'ended'
          ? 'The run is over. Step back to see how it went.'
          : phase === 'starting'
            ? 'Starting…'
            : 'Running'}
      </SectionNote>
    );
  }

  function open(row: StackRow | undefined): void {
    if (row?.type === 'frame') void debuggerStore.selectFrame(row.thread, row.frame.id);
    if (row?.type === 'branch') void debuggerStore.selectThread(row.branch.id);
    if (row?.type === 'more') void debuggerStore.moreFrames(row.thread);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    event.stopPropagation();
    const from = at < 0 ? rows.findIndex((row) => row.type === 'branch') : at;
    open(rows[Math.max(0, Math.min(rows.length - 1, from + by))]);
  }

  return (
    <div
      ref={list}
      role="tree"
      aria-label="Call stack"
      aria-activedescendant={at < 0 ? undefined : `${prefix}${rows[at]?.key ?? ''}`}
      tabIndex={0}
      className={css.list}
      data-stale={phase === 'running' ? '' : undefined}
      onKeyDown={onKeyDown}
    >
      {rows.map((row, index) => (
        <StackRowView
          key={row.key}
          id={`${prefix}${row.key}`}
          row={row}
          selected={index === at}
          onOpen={() => open(row)}
        />
      ))}
    </div>
  );
}

interface StackRowViewProps {
  readonly id: string;
  readonly row: StackRow;
  readonly selected: boolean;
  readonly onOpen: () => void;
}

const statusWords = { running: 'running', waiting: 'waiting', stopped: 'paused' } as const;

function StackRowView({ id, row, selected, onOpen }: StackRowViewProps) {
  const live = useDebugger(isLive);
  switch (row.type) {
    case 'note':
      return (
        <p className={css.note} data-tone={row.tone}>
          {row.text}
        </p>
      );
    case 'more':
      return (
        <div
          id={id}
          role="treeitem"
          aria-level={2}
          aria-selected={false}
          className={css.row}
          onClick={onOpen}
        >
          <span className={css.more}>Show more frames</span>
        </div>
      );
    case 'branch': {
      const { branch, stop } = row;
      const stopped = branch.status === 'stopped';
      return (
        <div
          id={id}
          role="treeitem"
          aria-level={1}
          aria-selected={false}
          className={css.branch}
          onClick={onOpen}
        >
          <span className={css.branchName}>{branch.name}</span>
          {/* In the past: how it stands now is not how it stood then. */}
          {live && (
            <span className={css.status} title={stop?.description}>
              {stop?.reason === 'held' ? 'held' : statusWords[branch.status]}
            </span>
          )}
          {live && (
            <IconButton
              size="sm"
              className={css.rowAction}
              label={stopped ? `Let ${branch.name} go on` : `Pause ${branch.name}`}
              onClick={(event) => {
                event.stopPropagation();
                void (stopped
                  ? debuggerStore.goOn('continue', branch.id)
                  : debuggerStore.pause(branch.id));
              }}
            >
              {stopped ? <Play /> : <Pause />}
            </IconButton>
          )}
        </div>
      );
    }
    case 'frame': {
      const { frame, top } = row;
      const kind = frame.stepwell?.kind;
      const line = kind === 'code' ? frame.stepwell?.line : undefined;
      const isWorkflow = kind === 'call' || kind === 'workflow';
      return (
        <div
          id={id}
          role="treeitem"
          aria-level={2}
          aria-selected={selected}
          className={classNames(css.row, selected && (top ? css.top : css.chosen))}
          data-subtle={frame.presentationHint === 'subtle' ? '' : undefined}
          onClick={onOpen}
        >
          <span className={css.mark} aria-hidden>
            {top && <ArrowRight size={12} strokeWidth={3} />}
          </span>
          <span className={css.frameName}>{frame.name}</span>
          {line !== undefined && <span className={css.where}>line {line}</span>}
          {isWorkflow && <span className={css.where}>workflow</span>}
        </div>
      );
    }
  }
}
