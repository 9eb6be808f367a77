import { findStepDefinition } from '@shared/steps';
import { Code, ShieldCheck, Zap } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { ipc } from '../../ipc/client';
import { StepIcon } from '../../step-views/step-icon';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { documentStore, useDocument } from '../document';
import { type EffectfulStep, effectsOf } from './effects-list';
import { setLooking, trustWorkflow, useTrust } from './trust-store';
import css from './trust-dialog.module.css';

/** What a workflow from outside would do if it were trusted, step by step. */
export function TrustDialog() {
  const looking = useTrust((state) => state.looking);
  const workflow = useDocument((state) => state.workflow);
  const effects = useMemo(
    () => (looking && workflow ? effectsOf(workflow, findStepDefinition) : null),
    [looking, workflow],
  );
  const confinement = useConfinement(looking);
  if (!effects || !workflow) return null;
  const { refused, confined, secrets, environment } = effects;
  const harmless = refused.length + confined.length + secrets.length + environment.length === 0;
  return (
    <Dialog
      open
      onOpenChange={setLooking}
      title={`What “${workflow.name}” would do`}
      description="Read from its settings; nothing of it was run. Trust holds for the text as it is now: when another program changes the file, it is restricted again."
      size="lg"
      footer={
        <>
          <Button variant="ghost" onClick={() => setLooking(false)}>
            Keep it restricted
          </Button>
          <Button
            variant="primary"
            icon={<ShieldCheck size={14} />}
            onClick={() => void trustWorkflow()}
          >
            Trust this workflow
          </Button>
        </>
      }
    >
      <div className={css.lists}>
        {harmless && <p>Nothing outside the run: it only works with the data it is given.</p>}
        {refused.length > 0 && (
          <StepList
            title="Reaches outside"
            note="Does not run while the workflow is restricted."
            icon={<Zap size={14} />}
            steps={refused.map((step) => ({
              ...step,
              mark: step.repeatable ? 'safe to repeat' : 'not safe to repeat',
            }))}
          />
        )}
        {confined.length > 0 && (
          <StepList
            title="Runs code"
            note={`Runs confined while restricted: no files, no network, limited time and memory. ${confinedBy(confinement)}`}
            icon={<Code size={14} />}
            steps={confined}
          />
        )}
        {secrets.length > 0 && (
          <p>
            Asks for {secrets.length === 1 ? 'the secret' : 'the secrets'} <Names names={secrets} />
          </p>
        )}
        {environment.length > 0 && (
          <p>
            Reads the environment {environment.length === 1 ? 'variable' : 'variables'}{' '}
            <Names names={environment} />
          </p>
        )}
      </div>
    </Dialog>
  );
}

type Confinement = Awaited<ReturnType<typeof ipc.app.confinement>>;

/** What holds code of workflows that nobody trusts; asked for when somebody wants to know. */
function useConfinement(wanted: boolean): Confinement | null {
  const [confinement, setConfinement] = useState<Confinement | null>(null);
  useEffect(() => {
    if (!wanted) return;
    ipc.app.confinement({}).then(
      setConfinement,
      // The list is worth showing without it.
      () => undefined,
    );
  }, [wanted]);
  return confinement;
}

function confinedBy(confinement: Confinement | null): string {
  if (confinement === null) return '';
  return confinement.kind === 'os-sandbox'
    ? 'The operating system’s sandbox holds it.'
    : 'It runs in QuickJS, an interpreter that reaches nothing outside.';
}

interface StepListProps {
  readonly title: string;
  readonly note: string;
  readonly icon: React.ReactNode;
  readonly steps: readonly (EffectfulStep & { readonly mark?: string })[];
}

function StepList({ title, note, icon, steps }: StepListProps) {
  return (
    <section className={css.section} aria-label={title}>
      <h3 className={css.heading}>
        {icon} {title} <span className={css.count}>{steps.length}</span>
      </h3>
      <p className={css.note}>{note}</p>
      <ul className={css.list}>
        {steps.map((step) => (
          <li key={step.id}>
            <button type="button" className={css.step} onClick={() => goTo(step.id)}>
              <StepIcon name={step.icon} size={14} />
              <span className={css.name}>{step.title}</span>
              <span className={css.summary}>{step.summary || step.kind}</span>
              {step.mark && <span className={css.mark}>{step.mark}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  return names.map((name, at) => (
    <span key={name}>
      {at > 0 && ', '}
      <code className={css.code}>{name}</code>
    </span>
  ));
}

/** Shows the step with its settings; the list is a key press away again. */
function goTo(id: string): void {
  setLooking(false);
  documentStore.select({ steps: [id], edges: [] });
}
