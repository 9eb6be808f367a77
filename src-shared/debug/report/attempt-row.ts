import type { AppErrorData } from '../../errors/app-error';
import type { SkipReason } from '../../runs/events';
import type { AttemptFacts } from '../attempts';
import { bodiesAt } from '../bodies';
import { titleOf, type RunPrograms } from '../programs';
import type { RunLog } from '../run-log';
import { durationText } from '../why-waited';
import { html, type Html } from './html-text';
import { valueTable } from './value-tables';

const skipWords: Readonly<Record<SkipReason, string>> = {
  'not-taken': 'no wire into it was taken',
  disabled: 'it is switched off',
  'error-policy': 'it failed and its policy is to skip',
  guard: 'its condition to be skipped was true',
  decision: 'a person decided so',
  jump: 'passed over by hand',
};

/** One attempt at a step, closed but for failures: they are what people look for. */
export function attemptRow(facts: AttemptFacts, log: RunLog, programs: RunPrograms): Html {
  const details = [
    facts.attempt > 1 ? `attempt ${facts.attempt}` : '',
    facts.duration === undefined ? '' : workText(facts.duration),
    facts.skipReason === undefined ? '' : skipWords[facts.skipReason],
    facts.pinned ? 'pinned' : '',
  ].filter((part) => part !== '');
  const { error } = facts;
  const where = placeText(facts, log, programs);
  const open = error === undefined ? html`` : html` open`;
  const inside = html`${error === undefined ? html`` : errorBox(error)}${valueTable('Input', facts.input)}${valueTable('Output', error === undefined ? facts.output : undefined)}`;
  const depth = Math.min(facts.path.length, 6);
  const line = html`<h3>${stepTitle(facts, log, programs)}</h3>
    <span class="state s-${facts.end}">${facts.end}</span
    ><span class="muted">${[where, ...details].filter((part) => part !== '').join(', ')}</span>`;
  // What has nothing inside cannot be opened, and does not look as if it could.
  return inside.text.trim() === ''
    ? html`<div class="row d${depth}">${line}</div>`
    : html`<details class="d${depth}" ${open}>
        <summary>${line}</summary>
        <div>${inside}</div>
      </details>`;
}

/** What went wrong, before all that went well. */
export function failureList(
  failures: readonly AttemptFacts[],
  log: RunLog,
  programs: RunPrograms,
): Html {
  const rows = failures.map((one) => {
    const where = placeText(one, log, programs);
    return html`<li>
      <strong>${stepTitle(one, log, programs)}</strong>${where === '' ? '' : ` ${where}`}:
      ${one.error?.message ?? ''}
    </li>`;
  });
  return html`<ul class="failures">
    ${rows}
  </ul>`;
}

export function errorBox({ code, message, hint }: AppErrorData): Html {
  return html`<div class="error">
    <strong>${code}</strong>: ${message}${hint === undefined ? html`` : html`<br />${hint}`}
  </div>`;
}

function stepTitle({ step, path, from }: AttemptFacts, log: RunLog, programs: RunPrograms): string {
  const body = bodiesAt(log, programs, path, from).at(-1);
  return titleOf(body?.frame.workflow ?? null, step);
}

/** `in Each order 2, Accept`: the containers and calls around it, with the round where there are several. */
function placeText({ path, from }: AttemptFacts, log: RunLog, programs: RunPrograms): string {
  const bodies = bodiesAt(log, programs, path, from);
  const words = path.map(({ step, iteration }, at) => {
    const title = titleOf(bodies[at]?.frame.workflow ?? null, step);
    const isCall = bodies[at + 1]?.started?.workflow !== undefined;
    return isCall ? title : `${title} ${iteration + 1}`;
  });
  return words.length === 0 ? '' : `in ${words.join(', ')}`;
}

export function workText(milliseconds: number): string {
  return milliseconds < 1 ? '<1 ms' : durationText(milliseconds);
}
