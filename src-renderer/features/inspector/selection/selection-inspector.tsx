import { Power, PowerOff, Trash2 } from 'lucide-react';
import { StepIcon } from '../../../step-views/step-icon';
import { findStepDefinition } from '@shared/steps';
import { findStep } from '@shared/workflow/graph/scopes';
import { Button } from '../../../ui/button';
import { PanelHeader } from '../../../ui/panel-header';
import { documentStore, useDocument } from '../../document';
import { removeEdges, removeSteps, setDisabled } from '../inspector-actions';
import panel from '../step/step-inspector.module.css';
import css from './selection-inspector.module.css';

export interface SelectionInspectorProps {
  readonly ids: readonly string[];
  readonly edges?: readonly string[];
}

/** Several things are selected: what they are, and what can be done with all of them. */
export function SelectionInspector({ ids, edges = [] }: SelectionInspectorProps) {
  const workflow = useDocument((state) => state.workflow);
  const readOnly = useDocument((state) => state.readOnly || state.stale);
  const steps = ids.flatMap((id) => (workflow && findStep(workflow, id)) ?? []);
  const disabled = steps.filter((step) => step.disabled).length;
  const title = ids.length > 0 ? `${ids.length} steps` : `${edges.length} wires`;
  return (
    <section className={panel.panel} aria-label="Selection">
      <PanelHeader title={title} />
      <div className={css.actions}>
        {ids.length > 0 && disabled < ids.length && (
          <Button
            icon={<PowerOff size={14} />}
            disabled={readOnly}
            onClick={() => setDisabled(ids, true)}
          >
            Disable
          </Button>
        )}
        {disabled > 0 && (
          <Button
            icon={<Power size={14} />}
            disabled={readOnly}
            onClick={() => setDisabled(ids, false)}
          >
            Enable
          </Button>
        )}
        <Button
          icon={<Trash2 size={14} />}
          disabled={readOnly}
          onClick={() => (ids.length > 0 ? removeSteps(ids) : removeEdges(edges))}
        >
          Delete
        </Button>
      </div>
      <ul className={css.list} aria-label="Selected steps">
        {steps.map((step) => (
          <li key={step.id}>
            <button
              type="button"
              className={css.row}
              onClick={() => documentStore.select({ steps: [step.id], edges: [] })}
            >
              <StepIcon name={findStepDefinition(step.kind)?.icon} size={14} />
              <span className={css.name}>{step.title ?? step.id}</span>
              {step.disabled && <span className={css.note}>disabled</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
