import { CornerLeftUp } from 'lucide-react';
import type { Command } from '../../app/commands/command';
import { documentStore } from '../document/index';
import { runsStore } from '../runs/index';
import { showWorkflowAt } from './show-workflow-at';

export const calledCommands: readonly Command[] = [
  {
    id: 'called.back',
    title: 'Back to the workflow that called this one',
    group: 'Run',
    icon: CornerLeftUp,
    shortcut: 'Mod+Shift+Alt+Enter',
    keywords: ['caller', 'up', 'return', 'sub-workflow'],
    isEnabled: () => runsStore.getState().inside.length > 0,
    run: backToCaller,
  },
];

/** The workflow around, with the step that calls selected. */
export async function backToCaller(): Promise<void> {
  const { inside } = runsStore.getState();
  const caller = inside.at(-1);
  if (!caller) return;
  await showWorkflowAt(inside.slice(0, -1));
  documentStore.select({ steps: [caller.step], edges: [] });
}
