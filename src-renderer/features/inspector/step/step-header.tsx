import type { StepDefinition } from '@shared/steps/define-step';
import type { Step } from '@shared/workflow/model';
import { BookOpen, Columns3, Minimize2 } from 'lucide-react';
import { StepIcon } from '../../../step-views/step-icon';
import { IconButton } from '../../../ui/icon-button';
import { Popover } from '../../../ui/popover';
import { ExecuteButton } from '../../debugger';
import { workbench } from '../../workbench';
import { EditableText } from '../editable-text';
import { renameStep, setStepField } from '../inspector-actions';
import { KindDocs } from './kind-docs';
import css from './step-header.module.css';

export interface StepHeaderProps {
  readonly step: Step;
  readonly definition: StepDefinition | undefined;
  readonly readOnly: boolean;
  /** It stands in the middle, with input and output beside it. */
  readonly wide: boolean;
}

/** What the step is: icon, title, id, kind, and the kind's manual. */
export function StepHeader({ step, definition, readOnly, wide }: StepHeaderProps) {
  return (
    <header className={css.header}>
      <span className={css.icon} data-category={definition?.category}>
        <StepIcon name={definition?.icon} size={18} />
      </span>
      <div className={css.names}>
        <EditableText
          label="Title"
          className={css.title}
          value={step.title ?? ''}
          placeholder={step.id}
          readOnly={readOnly}
          onCommit={(title) => {
            setStepField(step.id, 'title', title === '' ? undefined : title);
            return null;
          }}
        />
        <div className={css.line}>
          <span className={css.kind}>{definition?.title ?? `Unknown kind "${step.kind}"`}</span>
          <span aria-hidden className={css.dot}>
            ·
          </span>
          <EditableText
            label="Id"
            className={css.id}
            value={step.id}
            placeholder={step.id}
            readOnly={readOnly}
            onCommit={(id) => {
              if (id === '') return 'A step needs an id';
              const renamed = renameStep(step.id, id);
              return renamed.ok ? null : renamed.error.message;
            }}
          />
        </div>
      </div>
      <div className={css.actions}>
        <ExecuteButton step={step} />
        <IconButton
          label={wide ? 'Back to the canvas' : 'Input, settings and output side by side'}
          command="view.widenInspector"
          size="sm"
          onClick={() => workbench.widenInspector(!wide)}
        >
          {wide ? <Minimize2 /> : <Columns3 />}
        </IconButton>
        {definition && (
          <Popover
            align="end"
            trigger={
              <IconButton label={`About ${definition.title}`} size="sm">
                <BookOpen />
              </IconButton>
            }
          >
            <KindDocs definition={definition} />
          </Popover>
        )}
      </div>
    </header>
  );
}
