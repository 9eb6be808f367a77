import type { AppErrorData } from '../../errors/app-error';
import { scopeKey } from '../../runs/scope-path';
import { attemptsOf, type AttemptFacts } from '../attempts';
import { bodiesAt } from '../bodies';
import { titleOf, type RunPrograms } from '../programs';
import type { RunLog } from '../run-log';
import { durationText } from '../why-waited';
import { Html, html } from './html-text';
import { timelinePicture } from './picture';
import { reportStyle } from './report-style';
import { valueTable } from './value-tables';

const mostSteps = 500;

/**
 * A run as one HTML file that needs nothing else: no script, no font, no network. Names and values are text
 * wherever they come from.
 */
export function reportHtml(log: RunLog, programs: RunPrograms): string {
  const { state } = log;
  if (state === null) throw new Error('A run without events has no report.');
  const facts = attemptsOf(log).filter((one): one is AttemptFacts => one.type === 'attempt');
  const last = log.at(log.length)?.time ?? state.createdAt;
  const took = (state.endedAt ?? last) - (state.startedAt ?? state.createdAt);
  const shown = chosen(facts);
  const summary = [
    fact('State', html`<span class="state s-${state.status}">${state.status}</span>`),
    fact('Started', html`${clock(state.startedAt ?? state.createdAt)}`),
    fact('Took', html`${durationText(took)}`),
    fact('Events', html`${log.length.toLocaleString('en')}`),
    fact('Steps completed', html`${state.counts.completed.toLocaleString('en')}`),
    fact('Failed', html`${state.counts.failed.toLocaleString('en')}`),
    fact('Skipped', html`${state.counts.skipped.toLocaleString('en')}`),
  ];
  const body = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <title>${state.workflow.name}: ${state.status}</title>
        <style>
          ${new Html(reportStyle)}
        </style>
      </head>
      <body>
        <h1>${state.workflow.name}</h1>
        <p class="muted">Run ${state.run}, effects: ${state.effects}</p>
        <dl class="facts">${summary}</dl>
        ${state.error === undefined ? html`` : errorBox(state.error)}
        ${valueTable('Input of the run', state.input)}
        ${valueTable('Output of the run', state.output)}
        <h2>Timeline</h2>
        <div class="picture">${timelinePicture(log, programs)}</div>
        <h2>Steps</h2>
        ${shown.length < facts.length ? html`<p class="muted">${shown.length.toLocaleString('en')} of ${facts.length.toLocaleString('en')}: every failure, and the first of the others.</p>` : html``}
        ${shown.map((one) => attempt(one, log, programs))}
      </body>
    </html> `;
  return body.text;
}

/** Failures are what people look for, so none is left out before something that went well. */
function chosen(facts: readonly AttemptFacts[]): readonly AttemptFacts[] {
  if (facts.length <= mostSteps) return facts;
  const failures = new Set(facts.filter((one) => one.error !== undefined).slice(0, mostSteps));
  let room = mostSteps - failures.size;
  return facts.filter((one) => failures.has(one) || (room -= 1) >= 0);
}

function fact(name: string, value: Html): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd class="num">${value}</dd>
  </div>`;
}

function errorBox({ code, message, hint }: AppErrorData): Html {
  return html`<div class="error">
    <strong>${code}</strong>: ${message}${hint === undefined ? html`` : html`<br />${hint}`}
  </div>`;
}

function attempt(facts: AttemptFacts, log: RunLog, programs: RunPrograms): Html {
  const body = bodiesAt(log, programs, facts.path, facts.from).at(-1);
  const title = titleOf(body?.frame.workflow ?? null, facts.step);
  const place = facts.path.map((one) => ({ ...one, iteration: one.iteration + 1 }));
  const where = facts.path.length === 0 ? '' : `in ${scopeKey(place)}`;
  const details = [
    facts.attempt > 1 ? `attempt ${facts.attempt}` : '',
    facts.duration === undefined ? '' : durationText(facts.duration),
    facts.skipReason ?? '',
    facts.pinned ? 'pinned' : '',
  ].filter((part) => part !== '');
  const open = facts.error === undefined ? html`` : html` open`;
  return html`<details${open}><summary><h3>${title}</h3><span class="state s-${facts.end}">${facts.end}</span><span class="muted">${[where, ...details].filter((part) => part !== '').join(', ')}</span></summary><div>${facts.error === undefined ? html`` : errorBox(facts.error)}${valueTable('Input', facts.input)}${valueTable('Output', facts.error === undefined ? facts.output : undefined)}</div></details>`;
}

function clock(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
