import type { StepNeed, WorkflowNeeds } from '@shared/workflow/needs';
import { FileText, Globe, KeyRound, PuzzleIcon, Terminal, Workflow } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './needs-list.module.css';

export interface NeedsListProps {
  readonly needs: WorkflowNeeds;
}

/** A checklist of what a workflow needs besides its file. */
export function NeedsList({ needs }: NeedsListProps) {
  return (
    <ul className={css.list}>
      <Group icon={<KeyRound />} title="Secrets, asked for when it runs" items={needs.secrets} />
      <Group icon={<Terminal />} title="Environment variables" items={needs.environment} />
      <Group icon={<FileText />} title="Files, beside the workflow" items={needs.files} />
      <Group icon={<Workflow />} title="Workflows that it calls" items={needs.workflows} />
      <Group icon={<Globe />} title="Servers that it talks to" items={needs.servers} />
      <Group
        icon={<PuzzleIcon />}
        title="Step kinds that this Stepwell does not know"
        items={needs.unknownKinds}
      />
    </ul>
  );
}

interface GroupProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly items: readonly (string | StepNeed)[];
}

function Group({ icon, title, items }: GroupProps) {
  if (items.length === 0) return null;
  return (
    <li className={css.group}>
      <span className={css.icon} aria-hidden>
        {icon}
      </span>
      <div>
        <p className={css.title}>{title}</p>
        <ul>
          {items.map((item) =>
            typeof item === 'string' ? (
              <li key={item} className={css.item}>
                {item}
              </li>
            ) : (
              <li key={item.what} className={css.item}>
                {item.what} <span className={css.step}>for the step {item.step}</span>
              </li>
            ),
          )}
        </ul>
      </div>
    </li>
  );
}
