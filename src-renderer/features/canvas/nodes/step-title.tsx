import type { Step } from '@shared/workflow/model';
import { canvasStore, useCanvas } from '../canvas-store';
import { renameStep } from '../edits';
import { InlineRename } from './inline-rename';
import css from './node.module.css';

export interface StepTitleProps {
  readonly step: Pick<Step, 'id' | 'title' | 'disabled'>;
}

/** The title, or a field to type a new one into. */
export function StepTitle({ step }: StepTitleProps) {
  const renaming = useCanvas((state) => state.renaming === step.id);
  const title = step.title ?? step.id;
  if (!renaming)
    return (
      <span className={css.title} dir="auto">
        {title}
      </span>
    );
  return (
    <InlineRename
      label="Step title"
      value={title}
      className={css.titleField}
      onDone={(typed) => {
        canvasStore.setState({ renaming: null });
        if (typed !== null && typed !== '' && typed !== title) renameStep(step.id, typed);
      }}
    />
  );
}
