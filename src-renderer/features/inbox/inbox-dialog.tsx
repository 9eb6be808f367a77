import { Inbox } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { ApprovalView } from './approval-view';
import { DecisionView } from './decision-view';
import { inboxStore, useInbox } from './inbox';
import { InboxRow } from './inbox-row';
import css from './inbox-dialog.module.css';

/** Everything that waits for a person, of all workflows: on the left what, on the right the answer. */
export function InboxDialog() {
  const open = useInbox((state) => state.open);
  if (!open) return null;
  return (
    <Dialog
      open
      onOpenChange={(next) => {
        if (!next) inboxStore.hide();
      }}
      title="Inbox"
      size="xl"
    >
      <InboxContent />
    </Dialog>
  );
}

function InboxContent() {
  const status = useInbox((state) => state.status);
  const items = useInbox((state) => state.items);
  const error = useInbox((state) => state.error);
  const selected = useInbox((state) => state.selected);
  const current = items.find(({ key }) => key === selected);
  const list = useRef<HTMLUListElement>(null);

  // The list has the keyboard when the inbox opens, and again after each answer.
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus();
  }, [selected]);

  if (status === 'loading') return <Skeleton height={120} />;
  if (status === 'failed' && items.length === 0) {
    return (
      <EmptyState
        title="The inbox could not be read"
        description={error?.message}
        actions={<Button onClick={() => void inboxStore.load()}>Try again</Button>}
      />
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<Inbox />}
        title="Nothing waits for you"
        description="Approvals that a run asks for, and steps that a crash interrupted, show up here. A run that waits costs nothing and survives a restart."
      />
    );
  }

  function onKeyDown(event: KeyboardEvent): void {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const at = items.findIndex(({ key }) => key === selected);
    const next = items[Math.min(items.length - 1, Math.max(0, at + move))];
    if (next) inboxStore.select(next.key);
  }

  return (
    <div className={css.columns}>
      <ul ref={list} className={css.list} aria-label="Waiting for you" onKeyDown={onKeyDown}>
        {items.map((item) => (
          <InboxRow key={item.key} item={item} current={item.key === selected} />
        ))}
      </ul>
      <div className={css.detail}>
        {current?.type === 'approval' && (
          <ApprovalView key={current.key} approval={current.approval} />
        )}
        {current?.type === 'decision' && (
          <DecisionView key={current.key} decision={current.decision} />
        )}
      </div>
    </div>
  );
}
