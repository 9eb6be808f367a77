import type { CSSProperties, ReactNode } from 'react';
import { classNames } from '../../../ui/class-names';
import { StepIcon } from '../../../step-views/step-icon';
import type { StepDefinition } from '@shared/steps/define-step';
import type { StepNodeData } from '../model/canvas-node';
import { summaryOf } from '../model/find-steps';
import { StepTitle } from './step-title';
import css from './node.module.css';

export interface StepBodyProps {
  readonly data: StepNodeData;
  readonly definition: StepDefinition | undefined;
  /** Small marks at the right: pinned, disabled. */
  readonly children?: ReactNode;
}

/** Icon, title and the one line that says what the step does with its real settings. */
export function StepBody({ data, definition, children }: StepBodyProps) {
  const { step } = data;
  const summary = definition
    ? summaryOf(definition, step.config)
    : `“${step.kind}” is not known to this version`;
  return (
    <div className={css.header} style={tintOf(definition)}>
      <span className={css.icon}>
        <StepIcon name={definition?.icon} />
      </span>
      <span className={css.words}>
        <StepTitle step={step} />
        <span
          className={classNames(css.summary, !definition && css.unknownKind)}
          dir="auto"
          title={summary}
        >
          {summary || (definition?.title ?? '')}
        </span>
      </span>
      <span className={css.marks}>{children}</span>
    </div>
  );
}

export function tintOf(definition: StepDefinition | undefined): CSSProperties {
  const tint = `var(--color-category-${definition?.category ?? 'annotation'})`;
  // React's style type does not list custom properties.
  return { '--tint': tint } as CSSProperties;
}
