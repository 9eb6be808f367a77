import type { Command } from '../../../app/commands/command';
import { addCommands } from './add-commands';
import { arrangeCommands } from './arrange-commands';
import { editCommands } from './edit-commands';
import { groupCommands } from './group-commands';
import { refactorCommands } from './refactor-commands';
import { stepCommands } from './step-commands';
import { travelCommands } from './travel-commands';
import { viewCommands } from './view-commands';

/** Everything one can do on the canvas; keyboard, command palette and menus read the same list. */
export const canvasCommands: readonly Command[] = [
  ...addCommands,
  ...editCommands,
  ...stepCommands,
  ...refactorCommands,
  ...arrangeCommands,
  ...groupCommands,
  ...viewCommands,
  ...travelCommands,
];
