import { costText } from '../../runs/cost';
import { attemptsOf, type AttemptFacts } from '../attempts';
import type { RunPrograms } from '../programs';
import type { RunLog } from '../run-log';
import { attemptRow, errorBox, failureList, workText } from './attempt-row';
import { Html, html } from './html-text';
import { timelinePicture } from './picture';
import { reportStyle } from './report-style';
import { valueTable } from './value-tables';

const mostSteps = 500;
const mostFailures = 20;

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
  const { completed, failed, skipped } = state.counts;
  const counts = [
    `${completed.toLocaleString('en')} completed`,
    ...(failed > 0 ? [`${failed.toLocaleString('en')} failed`] : []),
    ...(skipped > 0 ? [`${skipped.toLocaleString('en')} skipped`] : []),
  ];
  const failures = facts.filter(({ error }) => error !== undefined);
  const summary = [
    fact('State', html`<span class="state s-${state.status}">${state.status}</span>`),
    fact('Took', html`${workText(took)}`),
    fact('Started', html`${clock(state.startedAt ?? state.createdAt)}`),
    fact('Steps', html`${counts.join(', ')}`),
    ...(state.cost === undefined ? [] : [fact('Cost', html`${costText(state.cost)}`)]),
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
        <p class="muted">
          Run ${state.run}, ${log.length.toLocaleString('en')} events, effects: ${state.effects}
        </p>
        <dl class="facts">${summary}</dl>
        ${state.error === undefined ? html`` : errorBox(state.error)}
        ${
          failures.length === 0
            ? html``
            : html`<h2>What failed</h2>
                ${failureList(failures.slice(0, mostFailures), log, programs)}${failures.length > mostFailures ? html`<p class="muted">The first ${mostFailures} of ${failures.length.toLocaleString('en')}.</p>` : html``}`
        }
        ${valueTable('Input of the run', state.input)}
        ${valueTable('Output of the run', state.output)}
        <h2>Timeline</h2>
        <div class="picture">${timelinePicture(log, programs)}</div>
        <h2>Steps</h2>
        ${shown.length < facts.length ? html`<p class="muted">${shown.length.toLocaleString('en')} of ${facts.length.toLocaleString('en')}: every failure, and the first of the others.</p>` : html``}
        ${shown.map((one) => attemptRow(one, log, programs))}
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

function clock(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
