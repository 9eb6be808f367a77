import { StepForward } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { closeResume, keptText, resume, type ResumeRequest, useResume } from './resume-store';
import { SecretFields } from './input/secret-fields';
import styles from './run-dialog.module.css';

/** Mounted once in the shell: what to know before a run goes on. */
export function ResumeDialog() {
  const asking = useResume((state) => state.asking);
  return asking && <Asking key={asking.runId} request={asking} />;
}

function Asking({ request }: { readonly request: ResumeRequest }) {
  const [values, setValues] = useState<Record<string, string>>({});
  const [submitted, setSubmitted] = useState(false);
  const formId = useId();
  const { secrets, changed, kept } = request;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSubmitted(true);
    if (secrets.every((secret) => values[secret])) void resume(request, values);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) closeResume();
      }}
      title="Resume this run"
      description={`It goes on where it stopped: ${keptText(kept)}, the others run.`}
      footer={
        <>
          <Button variant="ghost" onClick={closeResume}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form={formId} icon={<StepForward size={14} />}>
            Resume run
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit}>
        {changed && (
          <p className={styles.warning}>
            The workflow was edited since. The run goes on with the text it began with; to use your
            edits, run the workflow anew.
          </p>
        )}
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
