import { CornerDownRight, Lightbulb, ListTree, PenLine } from 'lucide-react';
import type { Command } from '../../../app/commands/command';
import { announce } from '../../../ui/announcer';
import { documentStore } from '../../document';
import { focusedText } from '../../editors';
import { fixesHere, showFixes } from './quick-fixes';
import { goToDefinition } from './go-to';
import { showReferences } from './references-store';
import { renameStore } from './rename-store';
import { stepHere, targetHere } from './target';

/** In the source Monaco has its own keys for these, and peeks; ours are for everywhere else. */
function elsewhere(): boolean {
  return focusedText()?.kind !== 'source';
}

function editable(): boolean {
  const { status, readOnly, stale } = documentStore.getState();
  return status === 'open' && !readOnly && !stale;
}

/** From a name to what it means, and back: the keys of VS Code. */
export const navigationCommands: readonly Command[] = [
  {
    id: 'types.goToDefinition',
    title: 'Go to definition',
    group: 'Go to',
    icon: CornerDownRight,
    shortcut: 'F12',
    keywords: ['step', 'jump', 'expression'],
    isEnabled: () => elsewhere() && targetHere() !== null,
    run() {
      const target = targetHere();
      if (target && !goToDefinition(target)) announce('It is not defined in this workflow');
    },
  },
  {
    id: 'types.findReferences',
    title: 'Find references to the step',
    group: 'Go to',
    icon: ListTree,
    shortcut: 'Shift+F12',
    keywords: ['who uses this', 'usages', 'find all'],
    isEnabled: () => elsewhere() && stepHere() !== null,
    run() {
      const step = stepHere();
      if (step !== null) showReferences(step);
    },
  },
  {
    id: 'types.renameInEditor',
    title: 'Rename the step under the caret everywhere',
    group: 'Step',
    icon: PenLine,
    shortcut: 'F2',
    hidden: true,
    // On the canvas F2 renames the title in place; here the name in expressions is meant.
    isEnabled: () => editable() && elsewhere() && focusedText() !== null && stepHere() !== null,
    run: () => renameStore.setState({ step: stepHere() }),
  },
  {
    id: 'types.renameEverywhere',
    title: 'Rename step everywhere…',
    group: 'Step',
    icon: PenLine,
    shortcut: 'Shift+F2',
    keywords: ['id', 'name in expressions', 'refactor'],
    isEnabled: () => editable() && stepHere() !== null,
    run: () => renameStore.setState({ step: stepHere() }),
  },
  {
    id: 'types.quickFix',
    title: 'Quick fix…',
    group: 'Step',
    icon: Lightbulb,
    shortcut: 'Mod+.',
    keywords: ['problem', 'mend', 'solve'],
    // An editor shows its own list at the caret.
    isEnabled: () => editable() && focusedText() === null && fixesHere().length > 0,
    run: showFixes,
  },
];
