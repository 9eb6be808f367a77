import type { Problem } from '@shared/workflow/problem';
import { Wrench } from 'lucide-react';
import { announce } from '../../ui/announcer';
import { CodeText } from '../../ui/code-text';
import { Button } from '../../ui/button';
import { showToast } from '../../ui/toast';
import { documentStore, useDocument } from '../document';
import css from './problem-fixes.module.css';

export interface ProblemFixesProps {
  readonly problem: Problem;
}

/** Changes that remove a problem, where it is shown; each is one undo step. */
export function ProblemFixes({ problem }: ProblemFixesProps) {
  const readOnly = useDocument((state) => state.readOnly);
  if (problem.fixes.length === 0 || readOnly) return null;
  return (
    <span className={css.fixes}>
      {problem.fixes.map((fix) => (
        <Button
          key={fix.title}
          size="sm"
          icon={<Wrench size={12} />}
          onClick={() => {
            if (documentStore.applyFix(problem, fix.title)) announce(`${fix.title}: done`);
            else showToast('The workflow has changed meanwhile; this problem is gone.', 'info');
          }}
        >
          <CodeText>{fix.title}</CodeText>
        </Button>
      ))}
    </span>
  );
}
