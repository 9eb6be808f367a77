import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Step } from '@shared/workflow/model';
import { canvasStore, focusCanvas, useCanvas } from '../canvas-store';
import { renameStep } from '../edits';
import css from './node.module.css';

export interface StepTitleProps {
  readonly step: Pick<Step, 'id' | 'title' | 'disabled'>;
}

/** The title, or a field to type a new one into. */
export function StepTitle({ step }: StepTitleProps) {
  const renaming = useCanvas((state) => state.renaming === step.id);
  if (renaming) return <TitleField step={step} />;
  return <span className={css.title}>{step.title ?? step.id}</span>;
}

function TitleField({ step }: StepTitleProps) {
  const field = useRef<HTMLInputElement>(null);
  const settled = useRef(false);
  const current = step.title ?? step.id;

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  function finish(keep: boolean): void {
    if (settled.current) return;
    settled.current = true;
    const typed = field.current?.value.trim() ?? '';
    canvasStore.setState({ renaming: null });
    if (keep && typed !== '' && typed !== current) renameStep(step.id, typed);
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    finish(event.key === 'Enter');
    focusCanvas();
  }

  return (
    <input
      ref={field}
      className={`${css.titleField} nodrag nopan nowheel`}
      aria-label="Step title"
      defaultValue={current}
      maxLength={200}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  );
}
