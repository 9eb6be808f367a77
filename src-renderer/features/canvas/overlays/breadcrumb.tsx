import { ChevronRight } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useStore } from 'zustand';
import { type Caller, callersStore } from '../../called';
import { documentStore, useDocument } from '../../document';
import { openWorkflow } from '../../library';
import { useRuns } from '../../runs';
import { useCanvas } from '../canvas-store';

import { crumbsOf } from '../model/crumbs';
import { indexGraph } from '../model/graph-index';
import { reveal } from '../pan';
import css from './breadcrumb.module.css';

/** Where the selection is: the workflow that led here, this one, the frames around the step. */
export function Breadcrumb() {
  const id = useDocument((state) => state.id);
  const workflow = useDocument((state) => state.workflow);
  const primary = useDocument((state) => state.selection.steps.at(-1));
  // In a run that called this workflow, the bar above the canvas leads back.
  const inRun = useRuns((state) => state.inside.length > 0);
  const caller = useStore(callersStore, ({ callers }) =>
    id && !inRun ? callers.get(id) : undefined,
  );
  const docked = useCanvas((state) => state.docked);
  const crumbs = useMemo(() => crumbsOf(indexGraph(workflow), primary), [workflow, primary]);
  // At the top of a workflow that nobody led to, it would only repeat the title.
  if (!workflow || (crumbs.length < 2 && !caller)) return null;
  const last = crumbs.length - 1;
  return (
    <nav
      className={css.breadcrumb}
      data-docked={docked || undefined}
      aria-label="Place in the workflow"
    >
      <ol className={css.crumbs}>
        {caller && (
          <Link
            title="Back to the step that calls this workflow"
            onSelect={() => void goTo(caller)}
          >
            {caller.name}
          </Link>
        )}
        <Link last={last < 0} onSelect={() => documentStore.clearSelection()}>
          {workflow.name}
        </Link>
        {crumbs.map((crumb, at) => (
          <Link key={crumb.id} last={at === last} onSelect={() => show(crumb.id)}>
            {crumb.title}
          </Link>
        ))}
      </ol>
    </nav>
  );
}

interface LinkProps {
  readonly last?: boolean;
  readonly title?: string;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

function Link({ last = false, title, onSelect, children }: LinkProps) {
  return (
    <li className={css.crumb}>
      <button
        type="button"
        className={css.link}
        title={title}
        aria-current={last ? 'true' : undefined}
        onClick={onSelect}
      >
        {children}
      </button>
      {!last && <ChevronRight size={12} aria-hidden />}
    </li>
  );
}

function show(step: string): void {
  documentStore.select({ steps: [step] });
  reveal(step);
}

async function goTo({ id, step }: Caller): Promise<void> {
  await openWorkflow(id);
  if (documentStore.getState().id === id) documentStore.select({ steps: [step] });
}
