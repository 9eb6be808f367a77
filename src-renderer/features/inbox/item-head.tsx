import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RunId, WorkflowId } from '@shared/lib/ids';
import { Button } from '../../ui/button';
import { documentStore } from '../document';
import { openWorkflow } from '../library';
import { runsStore } from '../runs';
import { inboxStore } from './inbox';
import css from './inbox-dialog.module.css';

export interface ItemHeadProps {
  readonly title: string;
  readonly workflowName: string;
  readonly workflowId: WorkflowId | null;
  readonly runId: RunId;
  readonly step: string;
  /** Further facts of one line. */
  readonly children?: ReactNode;
}

/** What an item is about, with the way to its run. */
export function ItemHead(props: ItemHeadProps) {
  const { title, workflowName, workflowId, runId, step, children } = props;
  return (
    <header className={css.head}>
      <h3 className={css.headTitle}>{title}</h3>
      <p className={css.facts}>
        {workflowName} · step <code className={css.code}>{step}</code>
        {children}
      </p>
      {workflowId !== null && (
        <Button
          size="sm"
          variant="ghost"
          icon={<ExternalLink size={12} />}
          onClick={() => void showRun(workflowId, runId, step)}
        >
          Show the run
        </Button>
      )}
    </header>
  );
}

async function showRun(workflowId: WorkflowId, runId: RunId, step: string): Promise<void> {
  inboxStore.hide();
  await openWorkflow(workflowId);
  await runsStore.getState().show(runId);
  documentStore.select({ steps: [step], edges: [] });
}
