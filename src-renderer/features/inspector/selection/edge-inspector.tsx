import { findStepDefinition } from '@shared/steps';
import { Trash2 } from 'lucide-react';
import { StepIcon } from '../../../step-views/step-icon';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { PanelHeader } from '../../../ui/panel-header';
import { documentStore, useDocument } from '../../document';
import { StepValuePanel, useEdgeBadge } from '../../runs';
import { useTypes } from '../../types';
import { findEdge } from '../find-edge';
import { typeLines } from '../flow/type-lines';
import { removeEdges } from '../inspector-actions';
import panel from '../step/step-inspector.module.css';
import css from './selection-inspector.module.css';

export interface EdgeInspectorProps {
  readonly id: string;
}

/** One wire: where it comes from, where it goes, and what goes along. */
export function EdgeInspector({ id }: EdgeInspectorProps) {
  const workflow = useDocument((state) => state.workflow);
  const readOnly = useDocument((state) => state.readOnly || state.stale);
  const found = workflow && findEdge(workflow, id);
  if (!found) return <EmptyState compact title="This wire is gone" />;
  const { edge, graph } = found;
  const ends = [
    { name: 'From', id: edge.from, port: edge.fromPort },
    { name: 'To', id: edge.to, port: edge.toPort },
  ];
  return (
    <section className={panel.panel} aria-label="Wire details">
      <PanelHeader title="Wire" />
      <div className={css.ends}>
        {ends.map((end) => {
          const step = graph.steps.get(end.id);
          return (
            <div key={end.name} style={{ display: 'contents' }}>
              <span className={css.end}>{end.name}</span>
              <button
                type="button"
                className={css.row}
                onClick={() => documentStore.select({ steps: [end.id], edges: [] })}
              >
                <StepIcon name={step && findStepDefinition(step.kind)?.icon} size={14} />
                <span className={css.name}>{step?.title ?? end.id}</span>
                <span className={css.port}>{end.port}</span>
              </button>
            </div>
          );
        })}
      </div>
      <div className={css.actions}>
        <Button icon={<Trash2 size={14} />} disabled={readOnly} onClick={() => removeEdges([id])}>
          Delete wire
        </Button>
      </div>
      <WireValue id={id} from={edge.from} />
    </section>
  );
}

/** What went along in the shown run, at the moment that is looked at; else of what type it will be. */
function WireValue({ id, from }: { readonly id: string; readonly from: string }) {
  const state = useEdgeBadge(id)?.state;
  const types = useTypes();
  return (
    <div className={css.value}>
      {state === 'dead' ? (
        <EmptyState compact title="Nothing went along here in the shown run" />
      ) : (
        <StepValuePanel step={from} side="output">
          <header className={css.valueHead}>
            <h3>What goes along</h3>
            <span className={css.note}>not run yet</span>
          </header>
          <pre className={css.type} tabIndex={0} aria-label="Type of what goes along">
            {types ? typeLines(types.outputOf(from)) : ''}
          </pre>
        </StepValuePanel>
      )}
    </div>
  );
}
