import { toErrorData } from '@shared/errors/app-error';
import type { Command } from '../../../app/commands/command';
import { showErrorToast } from '../../../ui/error-toast';
import { flushPendingEdits } from '../../editors/index';
import { debugCommands } from './debug-commands';

export function debugCommand(id: string): Command | undefined {
  return debugCommands.find((command) => command.id === id);
}

/** Runs one of the debugger's own commands, as its key would. */
export function runDebugCommand(id: string): void {
  const command = debugCommand(id);
  if (!command || command.isEnabled?.() === false) return;
  flushPendingEdits();
  Promise.resolve(command.run()).catch((error: unknown) =>
    showErrorToast(toErrorData(error), `“${command.title}” failed`),
  );
}
