import type { AppErrorData } from '@shared/errors/app-error';
import type { Approval } from '@shared/ipc/approvals';
import { Check, Clock, ShieldAlert, X } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useId, useMemo, useState } from 'react';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Menu } from '../../ui/menu';
import { MenuItem } from '../../ui/menu-item';
import { TextArea } from '../../ui/text-area';
import { clockText, draftOf, type InputDraft, InputForm, inputFields, parseDraft } from '../runs';
import { inboxStore, useInbox } from './inbox';
import { ItemHead } from './item-head';
import { postponed, postponements } from './postponements';
import css from './inbox-dialog.module.css';

export interface ApprovalViewProps {
  readonly approval: Approval;
}

/** One approval: what is asked, the form to fill in, and the answer. */
export function ApprovalView({ approval }: ApprovalViewProps) {
  const fields = useMemo(() => inputFields(approval.form ?? undefined), [approval.form]);
  const [draft, setDraft] = useState<InputDraft>(() => draftOf(fields, undefined));
  const [comment, setComment] = useState('');
  const [submitted, setSubmitted] = useState(false);
  const [refusal, setRefusal] = useState<AppErrorData | null>(null);
  const sending = useInbox((state) => state.sending);
  const formId = useId();
  const { input, errors } = parseDraft(fields, draft);

  async function answer(action: 'approve' | 'reject'): Promise<void> {
    const asked = action === 'approve' && fields.length > 0;
    setSubmitted(asked);
    if (asked && Object.keys(errors).length > 0) return;
    const error = await inboxStore.answer(approval, action, {
      ...(asked && { data: input }),
      comment: comment.trim(),
    });
    setRefusal(error);
    if (error === null) announce(action === 'approve' ? 'Approved' : 'Rejected');
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void answer('approve');
  }

  return (
    <form
      id={formId}
      className={css.view}
      aria-label={approval.title}
      onKeyDown={onKeyDown}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void answer('approve');
      }}
    >
      <div className={css.scroll}>
        <ItemHead {...approval}>
          {approval.assignee !== null && ` · for ${approval.assignee}`}
        </ItemHead>
        {approval.restricted && (
          <p className={css.warning}>
            <ShieldAlert size={14} aria-hidden /> This workflow is not trusted: the words below are
            a stranger’s.
          </p>
        )}
        {approval.message !== null && approval.message !== '' && (
          <p className={css.message} data-selectable>
            {approval.message}
          </p>
        )}
        {refusal && (
          <p className={css.refusal} role="alert">
            {refusal.message} {refusal.hint}
          </p>
        )}
        <InputForm
          fields={fields}
          draft={draft}
          errors={submitted ? errors : {}}
          onChange={setDraft}
        />
        <Field label="Comment" help="Optional. It is kept with the answer.">
          <TextArea value={comment} onValueChange={setComment} rows={2} maxLength={10_000} />
        </Field>
      </div>
      <footer className={css.actions}>
        <Deadline approval={approval} />
        <span className={css.space} />
        <Button icon={<X size={14} />} disabled={sending} onClick={() => void answer('reject')}>
          Reject
        </Button>
        <Button variant="primary" type="submit" icon={<Check size={14} />} busy={sending}>
          Approve
        </Button>
      </footer>
    </form>
  );
}

/** When it answers itself, and how to put that off. */
function Deadline({ approval }: ApprovalViewProps) {
  const { deadline } = approval;
  if (deadline === null) return <span className={css.deadline}>No deadline</span>;
  return (
    <Menu
      align="start"
      trigger={
        <Button size="sm" variant="ghost" icon={<Clock size={12} />}>
          {`Until ${clockText(deadline)}`}
        </Button>
      }
    >
      {postponements.map(({ label, by }) => (
        <MenuItem
          key={label}
          icon={<Clock size={14} />}
          onSelect={() => void inboxStore.postpone(approval, postponed(deadline, by, Date.now()))}
        >
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}
