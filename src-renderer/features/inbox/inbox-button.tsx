import { Inbox } from 'lucide-react';
import { IconButton } from '../../ui/icon-button';
import { inboxStore, useInbox } from './inbox';
import css from './inbox-dialog.module.css';

/** How many things wait for the person, on every screen. */
export function InboxButton() {
  const count = useInbox((state) => state.items.length);
  const label = count === 0 ? 'Inbox: nothing waits for you' : `Inbox: ${count} waiting for you`;
  return (
    <span className={css.count}>
      <IconButton label={label} command="inbox.open" onClick={() => inboxStore.show()}>
        <Inbox />
      </IconButton>
      {count > 0 && (
        <span className={css.number} aria-hidden>
          {count > 99 ? '99+' : count}
        </span>
      )}
    </span>
  );
}
