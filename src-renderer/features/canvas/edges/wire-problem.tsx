import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { Problem } from '@shared/workflow/problem';
import { Tooltip } from '../../../ui/tooltip';
import { classNames } from '../../../ui/class-names';
import { useDocument } from '../../document';
import css from './wire.module.css';

/** The worst of what is wrong with what flows along a wire; hints are not marked. */
export function useWireProblem(id: string): Problem | undefined {
  return useDocument((state) => {
    let worst: Problem | undefined;
    for (const problem of state.problems) {
      if (problem.edge !== id || problem.severity === 'hint') continue;
      if (worst === undefined || (worst.severity === 'warning' && problem.severity === 'error')) {
        worst = problem;
      }
    }
    return worst;
  });
}

/** A sign on the wire with the message: what arrives is not what is wanted. */
export function WireProblem({ problem }: { readonly problem: Problem }) {
  const error = problem.severity === 'error';
  const Icon = error ? CircleAlert : TriangleAlert;
  return (
    <Tooltip side="top" delay={150} content={<span>{problem.message}</span>}>
      <span
        className={classNames(css.problem, error && css.problemError)}
        role="img"
        aria-label={`${error ? 'Error' : 'Warning'} on this wire: ${problem.message}`}
      >
        <Icon size={12} strokeWidth={2.25} aria-hidden />
      </span>
    </Tooltip>
  );
}
