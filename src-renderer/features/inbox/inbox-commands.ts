import { Inbox } from 'lucide-react';
import type { Command } from '../../app/commands/command';
import { inboxStore } from './inbox';

export const inboxCommands: readonly Command[] = [
  {
    id: 'inbox.open',
    title: 'Open the inbox',
    group: 'Run',
    icon: Inbox,
    shortcut: 'Mod+Shift+A',
    keywords: ['approvals', 'approve', 'reject', 'decide', 'waiting'],
    run: () => inboxStore.show(),
  },
];
