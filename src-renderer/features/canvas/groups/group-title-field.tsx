import type { StepGroup } from '@shared/workflow/model';
import { canvasStore } from '../canvas-store';
import { InlineRename } from '../nodes/inline-rename';
import { setGroupTitle } from './group-actions';

export interface GroupTitleFieldProps {
  readonly group: StepGroup;
  readonly className: string | undefined;
}

/** In place of a group's title while a new one is typed; an empty one takes it away. */
export function GroupTitleField({ group, className }: GroupTitleFieldProps) {
  const title = group.title ?? '';
  return (
    <InlineRename
      label="Group title"
      value={title}
      placeholder="Name this group"
      className={className}
      onDone={(typed) => {
        canvasStore.setState({ renamingGroup: null });
        if (typed !== null && typed !== title) setGroupTitle(group, typed);
      }}
    />
  );
}
