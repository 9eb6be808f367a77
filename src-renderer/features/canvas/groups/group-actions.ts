import type { StepGroup } from '@shared/workflow/model';
import { announce } from '../../../ui/announcer';
import { showToast } from '../../../ui/toast';
import { documentStore } from '../../document';
import { canvasStore } from '../canvas-store';
import { currentWorkflow, isEditable, selectedSteps } from '../document-view';
import { removeGroups, setGroup } from '../edits';
import { freeGroupId, groupTitle } from '../model/groups';
import { withoutNested } from '../model/graph-index';
import { centreOn } from '../pan';
import { currentIndex } from '../view';

const noGroups: readonly StepGroup[] = [];
/** A zoomed-out title has no room for a text field. */
const readableZoom = 0.7;

export function currentGroups(): readonly StepGroup[] {
  return currentWorkflow()?.groups ?? noGroups;
}

/** The groups that selected steps are in. */
export function selectedGroups(): readonly StepGroup[] {
  const selected = new Set(selectedSteps());
  return currentGroups().filter(({ steps }) => steps.some((id) => selected.has(id)));
}

export function canGroup(): boolean {
  return isEditable() && selectedSteps().length > 0;
}

/** A frame around the selected steps; its title is asked for at once. */
export function groupSelection(): void {
  const index = currentIndex();
  const steps = withoutNested(index, selectedSteps());
  const parents = new Set(steps.map((id) => index.steps.get(id)?.parent ?? null));
  if (parents.size > 1) {
    showToast('These steps lie in different frames', 'info', {
      description: 'A group is drawn in one of them: select steps of one frame.',
    });
    return;
  }
  const [same] = selectedGroups();
  if (same?.steps.length === steps.length && steps.every((id) => same.steps.includes(id))) {
    renameGroup(same.id);
    return;
  }
  const id = freeGroupId(currentGroups());
  if (!setGroup(id, { steps }, 'Group steps')) return;
  announce(steps.length === 1 ? '1 step grouped' : `${steps.length} steps grouped`);
  renameGroup(id);
}

/** Takes the frames away; the steps stay. */
export function ungroupSelection(): void {
  ungroup(selectedGroups());
}

export function ungroup(groups: readonly StepGroup[]): void {
  if (groups.length === 0 || !removeGroups(groups.map(({ id }) => id))) return;
  announce(groups.length === 1 ? 'Ungrouped' : `${groups.length} groups removed`);
}

export function selectGroup(group: StepGroup): void {
  const there = group.steps.filter((id) => currentIndex().steps.has(id));
  documentStore.select({ steps: there, edges: [] });
  announce(`${groupTitle(group)}, ${there.length} steps selected`);
}

export function renameGroup(id: string): void {
  const first = currentGroups().find((group) => group.id === id)?.steps[0];
  // A collapsed group stays collapsed: its box has room for the field.
  if (first !== undefined) centreOn(first, readableZoom);
  canvasStore.setState({ renamingGroup: id });
}

export function setGroupTitle(group: StepGroup, title: string): void {
  const { id, title: _before, ...rest } = group;
  setGroup(id, { ...(title !== '' && { title }), ...rest }, 'Rename group');
}

export function setGroupColour(group: StepGroup, color: string): void {
  const { id, ...rest } = group;
  setGroup(id, { ...rest, color }, 'Colour');
}
