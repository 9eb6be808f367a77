import {
  ExternalLink,
  FileCode,
  FlaskConical,
  FoldVertical,
  PanelRight,
  PenLine,
  Pin,
  Power,
  Replace,
  Snowflake,
  UnfoldVertical,
} from 'lucide-react';
import type { StepGroup, StepId } from '@shared/workflow/model';
import { announce } from '../../../ui/announcer';
import type { Command } from '../../../app/commands/command';
import { canvasStore } from '../canvas-store';
import { currentWorkflow, isEditable, selectedSteps } from '../document-view';
import { setDisabled, setPin } from '../edits';
import { canFreeze, toggleFrozen } from '../freeze';
import { canFold, foldedGroupOf, foldGroup, foldSelected } from '../folding';
import { renameGroup } from '../groups/group-actions';
import { calledBy, openCalled } from '../open-called';
import { revealStep } from '../reveal-step';
import { openDetails } from '../open-details';
import { openPaletteToReplace } from '../open-palette';
import { centreOn } from '../pan';
import { replacementsFor } from '../replace-step';
import { latestOutput } from '../../runs';
import { currentIndex, definitionOf, nodeOf } from '../view';

const readableZoom = 0.7;

/** The last selected step; none while a folded group hides it. */
function primary(): StepId | undefined {
  const id = selectedSteps().at(-1);
  return id === undefined || foldedGroupOf(id) ? undefined : id;
}

/** The folded group that is selected. */
function chosenGroup(): StepGroup | undefined {
  const id = selectedSteps().at(-1);
  return id === undefined ? undefined : foldedGroupOf(id);
}

function runnable(): StepId[] {
  return selectedSteps().filter((id) => !definitionOf(id)?.annotation);
}

export const stepCommands: readonly Command[] = [
  {
    id: 'canvas.openStep',
    title: 'Open step details',
    group: 'Step',
    icon: PanelRight,
    shortcut: 'Enter',
    scope: 'canvas',
    keywords: ['inspector', 'settings', 'edit'],
    isEnabled: () => selectedSteps().length > 0,
    run: openPrimary,
  },
  {
    id: 'canvas.openCalled',
    title: 'Open the workflow that the step runs',
    group: 'Step',
    icon: ExternalLink,
    shortcut: 'Mod+Alt+Enter',
    scope: 'canvas',
    keywords: ['call', 'sub-workflow', 'go to'],
    isEnabled: () => calledBy(primary() ?? '') !== undefined,
    run: () => openCalled(primary() ?? ''),
  },
  {
    id: 'canvas.renameStep',
    title: 'Rename step',
    group: 'Step',
    icon: PenLine,
    shortcut: 'F2',
    scope: 'canvas',
    isEnabled: () => isEditable() && selectedSteps().length > 0,
    run: renamePrimary,
  },
  {
    id: 'canvas.replaceStep',
    title: 'Replace step by another kind…',
    group: 'Step',
    icon: Replace,
    shortcut: 'R',
    scope: 'canvas',
    keywords: ['change', 'swap', 'convert', 'kind', 'type'],
    isEnabled: () => isEditable() && replacementsFor(primary() ?? '').length > 0,
    run: () => openPaletteToReplace(primary() ?? ''),
  },
  {
    id: 'canvas.expand',
    title: 'Expand frame or group',
    group: 'Step',
    icon: UnfoldVertical,
    shortcut: 'Alt+G',
    scope: 'canvas',
    isEnabled: () => canFold(false),
    run: () => foldSelected(false),
  },
  {
    id: 'canvas.collapse',
    title: 'Collapse frame or group',
    group: 'Step',
    icon: FoldVertical,
    shortcut: 'Shift+Alt+G',
    scope: 'canvas',
    isEnabled: () => canFold(true),
    run: () => foldSelected(true),
  },
  {
    id: 'canvas.toggleDisabled',
    title: 'Disable or enable steps',
    group: 'Step',
    icon: Power,
    shortcut: 'D',
    scope: 'canvas',
    isEnabled: () => isEditable() && runnable().length > 0,
    run: toggleDisabled,
  },
  {
    id: 'canvas.togglePin',
    title: 'Pin or unpin output',
    group: 'Step',
    icon: Pin,
    shortcut: 'P',
    scope: 'canvas',
    keywords: ['mock', 'freeze', 'unfreeze'],
    isEnabled: canPin,
    run: togglePin,
  },
  {
    id: 'canvas.freeze',
    title: 'Freeze or unfreeze everything up to the step',
    group: 'Step',
    icon: Snowflake,
    scope: 'canvas',
    keywords: ['pin', 'keep', 'cache', 'upstream', 'before'],
    isEnabled: () => canFreeze(primary()),
    run: () => toggleFrozen(primary() ?? ''),
  },
  {
    id: 'canvas.revealInSource',
    title: 'Show the step in the source',
    group: 'Step',
    icon: FileCode,
    scope: 'canvas',
    keywords: ['file', 'yaml', 'reveal', 'lines', 'text'],
    isEnabled: () => primary() !== undefined,
    run: () => revealStep(primary() ?? ''),
  },
  {
    id: 'canvas.mockOutput',
    title: 'Mock the output of the step…',
    group: 'Step',
    icon: FlaskConical,
    shortcut: 'Shift+P',
    scope: 'canvas',
    keywords: ['pin', 'fake', 'stub', 'sample'],
    isEnabled: canMock,
    run: () => canvasStore.setState({ mocking: primary() ?? null }),
  },
];

function openPrimary(): void {
  const group = chosenGroup();
  if (group) foldGroup(group, false);
  else openDetails();
}

function renamePrimary(): void {
  const group = chosenGroup();
  if (group) renameGroup(group.id);
  const id = primary();
  if (id === undefined) return;
  // A zoomed-out node has no room for a text field.
  centreOn(id, readableZoom);
  canvasStore.setState({ renaming: id });
}

/** One of them still enabled: all are disabled; otherwise all are enabled. */
export function toggleDisabled(): void {
  const ids = runnable();
  const index = currentIndex();
  const disable = ids.some((id) => !index.steps.get(id)?.step.disabled);
  if (!setDisabled(ids, disable)) return;
  announce(disable ? 'Disabled' : 'Enabled');
}

export function isPinned(id: StepId): boolean {
  return currentWorkflow()?.pins.has(id) ?? false;
}

export function canPin(): boolean {
  const id = primary();
  return isEditable() && id !== undefined && (isPinned(id) || latestOutput(id) !== undefined);
}

/** A decision is always made anew: an output in its place would not be used. */
function canMock(): boolean {
  const id = primary();
  const ports = id === undefined ? undefined : nodeOf(id)?.data.ports;
  return isEditable() && runnable().length > 0 && (ports?.outputs.length ?? 2) <= 1;
}

export function togglePin(): void {
  const id = primary();
  if (id === undefined) return;
  const pinned = isPinned(id);
  const output = pinned ? undefined : latestOutput(id);
  if (!pinned && output === undefined) return;
  if (setPin(id, output)) announce(pinned ? 'Output unpinned' : 'Output pinned');
}
