import type { Command } from '../../../app/commands/command';
import { canvasCommands } from '../commands/canvas-commands';

export function canvasCommand(id: string): Command | undefined {
  return canvasCommands.find((candidate) => candidate.id === id);
}
