import type { ReactNode } from 'react';
import type { Recorded } from '@shared/runs/recorded';
import type { StepValue } from '../value-actions';
import { BlobView } from './blob-view';
import { InlineValue } from './inline-value';
import styles from './value-view.module.css';

export interface ValueViewProps {
  readonly title: string;
  readonly recorded: Recorded | undefined;
  /** What to say when there is no value yet. */
  readonly empty: string;
  /** Expression that gives this value elsewhere in the workflow. */
  readonly expression?: string;
  /** Whose value it is, where it is that of a step. */
  readonly of?: StepValue;
  /** Buttons at the end of its head. */
  readonly actions?: ReactNode;
}

/** A recorded value with its views: table where it reads as one, tree, and text. */
export function ValueView({ title, recorded, empty, expression, of, actions }: ValueViewProps) {
  if (!recorded) {
    return (
      <section className={styles.view} aria-label={title}>
        <header className={styles.header}>
          <h3>{title}</h3>
        </header>
        <p className={styles.empty}>{empty}</p>
      </section>
    );
  }
  if ('blob' in recorded) {
    return (
      <BlobView
        title={title}
        blob={recorded.blob}
        expression={expression}
        of={of}
        actions={actions}
      />
    );
  }
  return (
    <InlineValue
      title={title}
      value={recorded.value}
      actions={actions}
      of={of}
      {...(expression && { expression })}
    />
  );
}
