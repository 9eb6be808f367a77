import { ShieldAlert, ShieldCheck } from 'lucide-react';
import type { Command } from '../../app/commands/command';
import { documentStore } from '../document';
import { setLooking, trustWorkflow } from './trust-store';

function isRestricted(): boolean {
  const { status, trusted } = documentStore.getState();
  return status === 'open' && !trusted;
}

/** What the user can decide about a workflow that came from outside. */
export const trustCommands: readonly Command[] = [
  {
    id: 'trust.look',
    title: 'Look at what this workflow does',
    group: 'Workflow',
    icon: ShieldAlert,
    keywords: ['restricted', 'trust', 'effects', 'safety'],
    isEnabled: isRestricted,
    run: () => setLooking(true),
  },
  {
    id: 'trust.trust',
    title: 'Trust this workflow',
    group: 'Workflow',
    icon: ShieldCheck,
    keywords: ['restricted', 'allow'],
    isEnabled: isRestricted,
    run: trustWorkflow,
  },
];
