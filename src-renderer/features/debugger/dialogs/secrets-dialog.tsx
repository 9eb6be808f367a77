import { GitFork } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { SecretFields } from '../../runs/index';
import css from './dialogs.module.css';
import { type SecretsAsked, secretsStore } from './secrets-store';

/** A run keeps no secrets: a new one that goes on from it has to be given them. */
export function SecretsDialog() {
  const asked = useStore(secretsStore, (state) => state.asked);
  return asked && <SecretsForm key={asked.secrets.join(' ')} asked={asked} />;
}

function SecretsForm({ asked: { secrets, answer } }: { readonly asked: SecretsAsked }) {
  const [values, setValues] = useState<Record<string, string>>({});
  const [submitted, setSubmitted] = useState(false);
  const formId = useId();

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSubmitted(true);
    if (secrets.every((secret) => values[secret])) answer(values);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && answer(null)}
      title="Secrets of the new run"
      description="The run that it comes from did not keep them."
      footer={
        <>
          <Button variant="ghost" onClick={() => answer(null)}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form={formId} icon={<GitFork size={14} />}>
            Start new run
          </Button>
        </>
      }
    >
      <form id={formId} className={css.form} onSubmit={submit}>
        <SecretFields
          secrets={secrets}
          values={values}
          submitted={submitted}
          onChange={setValues}
        />
      </form>
    </Dialog>
  );
}
