import { AlignLeft } from 'lucide-react';
import { readCleanRoot } from '@shared/workflow/edit/edit-context';
import { formatText } from '@shared/workflow/format/format-text';
import type { Command } from '../../app/commands/command';
import { announce } from '../../ui/announcer';
import { showToast } from '../../ui/toast';
import { documentStore } from '../document';
import { focusedText, type Monaco, workflowYamlLanguage } from '../editors';
import { sourceSession } from './source-session';

export const sourceCommands: readonly Command[] = [
  {
    id: 'source.format',
    title: 'Format the source',
    group: 'Workflow',
    icon: AlignLeft,
    shortcut: 'Shift+Alt+F',
    keywords: ['tidy', 'indent', 'yaml', 'prettier', 'layout'],
    isEnabled: isFormattable,
    run: formatSource,
  },
];

/** In code the same keys format the code. */
function isFormattable(): boolean {
  const { status, readOnly } = documentStore.getState();
  const kind = focusedText()?.kind ?? 'source';
  return status === 'open' && !readOnly && kind === 'source';
}

/** Tidies the layout of the text; one step to undo, wherever it was asked for. */
export function formatSource(): void {
  const { text } = documentStore.getState();
  if (readCleanRoot(text) === null) {
    showToast('The source has an error of syntax: mend that first, then it can be formatted.');
    return;
  }
  const changes = formatText(text, readCleanRoot);
  if (changes.length === 0) {
    announce('The source is tidy already');
    return;
  }
  documentStore.applyChanges(changes, {
    origin: 'shell',
    label: 'Format source',
    coalesce: 'format',
  });
  announce('The source is tidy now');
}

/** Monaco's own "Format document". The document changes, and the text follows it. */
export function registerSourceFormat(monaco: Monaco): void {
  monaco.languages.registerDocumentFormattingEditProvider(workflowYamlLanguage, {
    provideDocumentFormattingEdits(model) {
      if (sourceSession(model)) formatSource();
      return [];
    },
  });
}
