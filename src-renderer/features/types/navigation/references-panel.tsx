import type { StepUse } from '@shared/workflow/navigate/step-uses';
import { findStep } from '@shared/workflow/graph/scopes';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { EmptyState } from '../../../ui/empty-state';
import { useDocument } from '../../document';
import { showInSource, showStep } from './go-to';
import { referencesOf, referencesStore } from './references-store';
import css from './references-panel.module.css';

const words: Readonly<Record<StepUse['kind'], string>> = {
  definition: 'defined',
  edge: 'wire',
  layout: 'place',
  pin: 'pinned output',
  setting: 'used in',
};

/** Who uses a step: every place of the workflow that names it. */
export function ReferencesPanel() {
  const step = useStore(referencesStore, (state) => state.step);
  const parsed = useDocument((state) => state.parsed);
  const workflow = useDocument((state) => state.workflow);
  // The text is what is searched; it is asked for again when it has changed.
  const uses = useMemo(() => (parsed && step !== null ? referencesOf(step) : []), [parsed, step]);
  if (step === null || uses.length === 0) {
    return (
      <EmptyState
        title={step === null ? 'Nothing was looked for yet' : `Nothing names “${step}” any more`}
        description="Select a step, or put the caret on its name in an expression, and press Shift+F12."
      />
    );
  }
  const used = uses.filter(({ kind }) => kind !== 'definition').length;
  return (
    <section className={css.panel} aria-label={`References to ${step}`}>
      <p className={css.head}>
        <strong>{step}</strong> is named in {used} {used === 1 ? 'place' : 'places'}
      </p>
      <ul className={css.list}>
        {uses.map((use) => {
          const title =
            use.step === undefined
              ? undefined
              : (workflow && findStep(workflow, use.step)?.title) || use.step;
          return (
            <li key={use.range.from}>
              <button type="button" className={css.row} onClick={() => show(use)}>
                <span className={css.kind}>{words[use.kind]}</span>
                <span className={css.owner}>
                  {use.kind === 'edge' ? use.edge : (title ?? 'the workflow')}
                </span>
                <code className={css.text}>
                  <Snippet use={use} id={step} />
                </code>
                <span className={css.line}>line {use.line}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The line, with the name in it marked. */
function Snippet({ use, id }: { readonly use: StepUse; readonly id: string }) {
  const at = use.text.indexOf(id);
  const from = Math.max(0, at - 40);
  if (at < 0) return <>{use.text.slice(0, 160)}</>;
  return (
    <>
      {from > 0 && '…'}
      {use.text.slice(from, at)}
      <mark className={css.mark}>{id}</mark>
      {use.text.slice(at + id.length, at + 120)}
    </>
  );
}

function show(use: StepUse): void {
  if (use.step !== undefined && use.kind !== 'pin') showStep(use.step);
  else showInSource(use.range);
}
