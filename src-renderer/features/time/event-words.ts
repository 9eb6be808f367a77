import type { RunEvent } from '@shared/runs/events';
import { type ScopePath } from '@shared/runs/scope-path';

// Events in plain words, for the timeline and for those who hear it read out.

const words: Readonly<Record<string, string>> = {
  'run.created': 'Run created',
  'run.started': 'Run started',
  'run.completed': 'Run completed',
  'run.failed': 'Run failed',
  'run.cancelled': 'Run cancelled',
  'run.interrupted': 'Run interrupted',
  'run.resumed': 'Run resumed',
  'run.forked': 'Forked here',
  'run.paused': 'stands under the debugger',
  'run.continued': 'goes on',
  'step.queued': 'queued',
  'step.started': 'started',
  'step.waiting': 'waits',
  'step.resumed': 'goes on',
  'step.interrupted': 'was interrupted',
  'step.decided': 'was decided',
  'step.effect': 'had an effect',
  'step.drew': 'read clock or chance',
  'step.retrying': 'failed and is tried again',
  'step.completed': 'completed',
  'step.failed': 'failed',
  'step.skipped': 'was skipped',
  'step.cancelled': 'was called off',
  'step.logged': 'logged',
  'step.progressed': 'made progress',
  'step.changed': 'was changed in the debugger',
  'step.overridden': 'got other settings in the debugger',
  'step.restarted': 'was restarted',
  'scope.started': 'begins',
  'scope.completed': 'ends',
  'scope.jumped': 'gave way to another step',
  'variable.set': 'sets',
};

/** `Fetch orders failed`, `Each order begins iteration 3`. */
export function eventWords(event: RunEvent, titleOf: (step: string) => string): string {
  const what = words[event.type] ?? event.type;
  if (!('path' in event)) return what;
  const title = titleOf(event.step);
  switch (event.type) {
    case 'scope.started':
    case 'scope.completed':
      return `${title} ${what} iteration ${event.iteration + 1}`;
    case 'variable.set':
      return `${title} sets ${event.name}`;
    case 'step.logged':
      return `${title}: ${event.message.slice(0, 120)}`;
    case 'step.started':
      return event.attempt > 1 ? `${title} started attempt ${event.attempt}` : `${title} started`;
    default:
      return `${title} ${what}`;
  }
}

/** `in Each order, iteration 3`; empty at the top. */
export function placeWords(event: RunEvent, titleOf: (step: string) => string): string {
  if (!('path' in event) || event.path.length === 0) return '';
  return `in ${pathWords(event.path, titleOf)}`;
}

/** `Each order 3, Each line 1`: counted from 1, as people do; empty at the top. */
export function pathWords(path: ScopePath, titleOf: (step: string) => string): string {
  return path.map(({ step, iteration }) => `${titleOf(step)} ${iteration + 1}`).join(', ');
}
