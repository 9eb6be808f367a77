import type { WorkflowChanges } from '@shared/workflow/compare/compare-workflows';
import { isSame } from '@shared/workflow/compare/compare-workflows';
import css from './change-list.module.css';

export interface ChangeListProps {
  readonly changes: WorkflowChanges;
}

/** What changed between two versions, in words. */
export function ChangeList({ changes }: ChangeListProps) {
  if (isSame(changes)) {
    return <p className={css.same}>They do the same: only spelling or comments differ.</p>;
  }
  const { added, removed, changed, addedEdges, removedEdges, keys, moved } = changes;
  return (
    <ul className={css.list} aria-label="What changed">
      {added.map((step) => (
        <Change key={`+${step.id}`} type="added" what={step.title} about="added" />
      ))}
      {removed.map((step) => (
        <Change key={`-${step.id}`} type="removed" what={step.title} about="removed" />
      ))}
      {changed.map((step) => (
        <Change
          key={`~${step.id}`}
          type="changed"
          what={step.title}
          about={`changed: ${step.keys.join(', ')}`}
        />
      ))}
      {addedEdges.map((edge) => (
        <Change key={`+${edge}`} type="added" what={edge} about="wire added" />
      ))}
      {removedEdges.map((edge) => (
        <Change key={`-${edge}`} type="removed" what={edge} about="wire removed" />
      ))}
      {keys.map((key) => (
        <Change key={key} type="changed" what={key} about="changed, at the top of the file" />
      ))}
      {moved && <Change type="changed" what="Places" about="boxes were moved" />}
    </ul>
  );
}

const signs = { added: '+', removed: '−', changed: '≠' } as const;

interface ChangeProps {
  readonly type: keyof typeof signs;
  readonly what: string;
  readonly about: string;
}

function Change({ type, what, about }: ChangeProps) {
  return (
    <li className={css.change}>
      <span className={css[type]} aria-hidden>
        {signs[type]}
      </span>
      <span className={css.what}>{what}</span>
      <span className={css.about}>{about}</span>
    </li>
  );
}
