import { CircleQuestionMark, UserRoundCheck } from 'lucide-react';
import { RelativeTime } from '../../ui/relative-time';
import { inboxStore } from './inbox';
import type { InboxItem } from './inbox-store';
import css from './inbox-dialog.module.css';

export interface InboxRowProps {
  readonly item: InboxItem;
  readonly current: boolean;
}

export function InboxRow({ item, current }: InboxRowProps) {
  const approval = item.type === 'approval';
  const { workflowName, since } = approval ? item.approval : item.decision;
  return (
    <li>
      <button
        type="button"
        className={css.row}
        aria-current={current}
        tabIndex={current ? 0 : -1}
        onClick={() => inboxStore.select(item.key)}
      >
        <span className={css.glyph} data-type={item.type}>
          {approval ? <UserRoundCheck size={14} /> : <CircleQuestionMark size={14} />}
        </span>
        <span className={css.words}>
          <span className={css.title}>
            {approval ? item.approval.title : `What happened in “${item.decision.step}”?`}
          </span>
          <span className={css.about}>
            {workflowName} · <RelativeTime time={since} />
          </span>
        </span>
      </button>
    </li>
  );
}
