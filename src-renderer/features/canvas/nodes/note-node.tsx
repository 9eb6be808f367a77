import { type NodeProps, NodeResizeControl, ResizeControlVariant } from '@xyflow/react';
import { MoveDiagonal2 } from 'lucide-react';
import { findStepDefinition } from '@shared/steps';
import { nodeBodies } from '../../../step-views';
import { useCanvas } from '../canvas-store';
import { useEditable } from '../document-view';
import { resizeStep } from '../edits';
import { summaryOf } from '../model/find-steps';
import { noteMinimum } from '../model/node-size';
import type { StepNode } from '../model/canvas-node';
import { nodeElementId } from './node-name';
import css from './note-node.module.css';

/** A step that never runs: words on the canvas. */
export function NoteNodeView({ id, data, selected }: NodeProps<StepNode>) {
  const found = useCanvas((state) => state.find?.matches.includes(id) ?? false);
  const editable = useEditable();
  const { step } = data;
  const definition = findStepDefinition(step.kind);
  const Body = nodeBodies[step.kind];
  return (
    <div
      id={nodeElementId(id)}
      role="note"
      aria-label={`${step.title ?? definition?.title ?? 'Note'}: ${summaryOf(definition, step.config)}`}
      aria-current={selected ? 'true' : undefined}
      className={css.note}
      data-color={data.color}
      data-selected={selected ? '' : undefined}
      data-found={found ? '' : undefined}
    >
      {step.title !== undefined && <div className={css.title}>{step.title}</div>}
      {Body ? <Body config={step.config} /> : summaryOf(definition, step.config)}
      {editable && (
        <NodeResizeControl
          className={css.resize ?? ''}
          variant={ResizeControlVariant.Handle}
          position="bottom-right"
          minWidth={noteMinimum.width}
          minHeight={noteMinimum.height}
          onResizeEnd={(_event, size) => resizeStep(id, size)}
        >
          <MoveDiagonal2 size={12} aria-hidden />
        </NodeResizeControl>
      )}
    </div>
  );
}
