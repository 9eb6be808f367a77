import { findStepDefinition } from '@shared/steps';
import { Trash2 } from 'lucide-react';
import { StepIcon } from '../../../step-views/step-icon';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { PanelHeader } from '../../../ui/panel-header';
import { documentStore, useDocument } from '../../document';
import { findEdge } from '../find-edge';
import { removeEdges } from '../inspector-actions';
import panel from '../step/step-inspector.module.css';
import css from './selection-inspector.module.css';

export interface EdgeInspectorProps {
  readonly id: string;
}

/** One wire: where it comes from and where it goes. */
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
    </section>
  );
}
