import type { ReactNode } from 'react';
import css from './charts.module.css';

/** What one step shows beside its name. */
export interface StepTableRow {
  readonly step: string;
  readonly bar: ReactNode;
  readonly cells: readonly [ReactNode, ReactNode];
}

export interface StepTableProps {
  readonly title: string;
  readonly note: string;
  /** What the bar and the two cells are, for those who do not see them. */
  readonly heads: readonly [string, string, string];
  readonly rows: readonly StepTableRow[];
}

/** As many as a person compares at a glance. */
export const mostSteps = 12;

/** A figure of the steps of a workflow: a bar and two values each. */
export function StepTable({ title, note, heads, rows }: StepTableProps) {
  if (rows.length === 0) return null;
  return (
    <figure className={css.chart}>
      <figcaption className={css.caption}>
        {title}
        <span className={css.note}>{note}</span>
      </figcaption>
      <table className={css.steps}>
        <thead className={css.hidden}>
          <tr>
            {['Step', ...heads].map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ step, bar, cells: [first, second] }) => (
            <tr key={step}>
              <th scope="row" className={css.stepName} title={step}>
                {step}
              </th>
              <td className={css.stepBar}>{bar}</td>
              <td className={css.stepTime}>{first}</td>
              <td className={css.stepTime}>{second}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
