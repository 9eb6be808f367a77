import { Plus } from 'lucide-react';
import { allStepDefinitions, findStepDefinition } from '@shared/steps';
import type { StepDefinition } from '@shared/steps/define-step';
import type { StepId } from '@shared/workflow/model';
import { StepIcon } from '../../../step-views/step-icon';
import { classNames } from '../../../ui/class-names';
import { IconButton } from '../../../ui/icon-button';
import { Menu } from '../../../ui/menu';
import { MenuItem } from '../../../ui/menu-item';
import { useDocument } from '../../document';
import { insertStep } from '../insert-step';
import { entryKindsFor } from '../model/addable';
import { indexGraph } from '../model/graph-index';
import { containerPadding, headerHeight } from '../model/node-size';
import { sectionsIn } from '../model/sections';
import type { Lane, StepNodeData } from '../model/canvas-node';
import { openPaletteInside } from '../open-palette';
import { tintOf } from './step-body';
import frame from './container-node.module.css';

export interface LanesProps {
  readonly lanes: readonly Lane[];
  /** Height of the frame they lie in. */
  readonly bottom: number;
}

/** The bands that entry steps stand on, so that one sees which steps belong to which part. */
export function Lanes({ lanes, bottom }: LanesProps) {
  return lanes.map((lane) => (
    <div
      key={lane.entry}
      aria-hidden
      className={frame.lane}
      data-last={lane.top + lane.height >= bottom - 2 ? '' : undefined}
      style={{ ...tintOf(findStepDefinition(lane.kind)), top: lane.top, height: lane.height }}
    />
  ));
}

/** The kinds that begin a part of this container and can still be added. */
export function useEntryKinds(container: StepId): readonly StepDefinition[] {
  const workflow = useDocument((state) => state.workflow);
  return entryKindsFor(indexGraph(workflow), allStepDefinitions, container);
}

/** Adds a part, such as a catch or a branch; nothing for containers without parts. */
export function AddPart({ id }: { readonly id: StepId }) {
  const kinds = useEntryKinds(id);
  if (kinds.length === 0) return null;
  return (
    <span className="nodrag">
      <Menu
        align="end"
        trigger={
          <IconButton label="Add a part" size="sm" tabIndex={-1}>
            <Plus />
          </IconButton>
        }
      >
        {kinds.map((definition) => (
          <MenuItem
            key={definition.kind}
            icon={<StepIcon name={definition.icon} size={14} />}
            onSelect={() => insertStep(definition, { place: origin, parent: id })}
          >
            {addWords(definition)}
          </MenuItem>
        ))}
      </Menu>
    </span>
  );
}

/** Where an entry step is put follows from its container alone. */
const origin = { x: 0, y: 0 };

/** `Add catch`: what a menu says. */
export function addWords({ title }: StepDefinition): string {
  return `Add ${title.slice(0, 1).toLowerCase()}${title.slice(1)}`;
}

export interface EmptyPartProps {
  readonly id: StepId;
  readonly data: StepNodeData;
}

/** Invites to fill the part without an entry, while nothing stands there and there is room. */
export function EmptyPart({ id, data }: EmptyPartProps) {
  const workflow = useDocument((state) => state.workflow);
  const kinds = useEntryKinds(id);
  const main = sectionsIn(indexGraph(workflow), findStepDefinition, id)[0]?.steps ?? [];
  const top = containerPadding.top - 8;
  const bottom = Math.min(
    data.size.height - containerPadding.bottom,
    ...data.lanes.map((lane) => lane.top - 12),
  );
  if (main.length > 0 || bottom - top < headerHeight - 8) return null;
  // Where parts do not refer to a main one, as with branches, a new part is what is missing.
  const parts = kinds.filter((definition) => definition.entry?.seesMain !== true);
  return (
    <div className={classNames(frame.add, 'nodrag')} style={{ top, height: bottom - top }}>
      <button
        type="button"
        className={frame.addButton}
        tabIndex={-1}
        onClick={(event) => openPaletteInside(id, event.currentTarget)}
      >
        <Plus size={14} aria-hidden />
        Add a step inside
      </button>
      {parts.map((definition) => (
        <button
          key={definition.kind}
          type="button"
          className={frame.addButton}
          tabIndex={-1}
          onClick={() => insertStep(definition, { place: origin, parent: id })}
        >
          <StepIcon name={definition.icon} size={14} />
          {addWords(definition)}
        </button>
      ))}
    </div>
  );
}
