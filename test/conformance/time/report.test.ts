import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { programsOf } from '../../../src-shared/debug/programs';
import { html } from '../../../src-shared/debug/report/html-text';
import { reportHtml } from '../../../src-shared/debug/report/report';
import { RunLog } from '../../../src-shared/debug/run-log';
import { findStepDefinition } from '../../../src-shared/steps/index';
import type { Workflow } from '../../../src-shared/workflow/model';
import { runText, workflowIn } from '../../helpers/run-text';
import { fakeHash } from '../../helpers/run-workflow';

async function reportOf(text: string, input: Parameters<typeof runText>[1] = {}): Promise<string> {
  const { events } = await runText(text, input);
  const workflow = workflowIn(text);
  const programs = programsOf(
    new Map<string, Workflow>([[fakeHash, workflow]]),
    findStepDefinition,
  );
  return reportHtml(RunLog.of(events), programs);
}

const hostile = '<script>alert(1)</script><img src=x onerror="alert(2)">';

describe('the report of a run', () => {
  it('shows values as tables, the timeline as a picture, and the error', async () => {
    const report = await reportOf(`
steps:
  start: { kind: manual-start }
  rows: { kind: transform, title: Rows, with: { value: [{ name: Ada, age: 36 }, { name: Bob, age: 7 }] }, cost: 0.5 }
  stop: { kind: fail, with: { message: Nothing goes on, code: STOPPED } }
edges: [start -> rows, rows -> stop]
`);
    expect(report).toContain('<th scope="col">name</th>');
    expect(report).toContain('<td>Ada</td>');
    expect(report).toContain('<svg');
    expect(report).toMatch(/<dt>Cost<\/dt>\s*<dd class="num">0.50 USD<\/dd>/);
    expect(report).toContain('Nothing goes on');
    expect(report).toContain('<meta name="viewport"');
    expect(report).toContain("default-src 'none'");
  });

  it('says first what failed and where, in words', async () => {
    const text = `
steps:
  start: { kind: manual-start }
  each:
    kind: loop
    title: Each order
    with: { mode: count, times: 2, errors: collect }
    steps:
      odd: { kind: condition, title: Odd, with: { when: '{{ loop.index == 1 }}' } }
      stop: { kind: fail, title: Refuse it, with: { message: Too large } }
    edges: [odd.true -> stop]
edges: [start -> each]
`;
    const report = await reportOf(text, { input: {} });
    const failure = /<strong>Refuse it<\/strong> in Each order 2:\s+Too large/;
    expect(report.slice(0, report.indexOf('<svg'))).toMatch(failure);
    expect(report).toContain('in Each order 1, no wire into it was taken');
    // A step with nothing to show cannot be opened; an empty input is left out.
    expect(report).toMatch(/<div class="row d1">\s*<h3>Refuse it</);
    expect(report).not.toContain('Input of the run');
  });

  it('has every name and value as text, never as markup', async () => {
    const quoted = JSON.stringify(hostile);
    const report = await reportOf(
      `
name: ${quoted}
stepwell: 1
steps:
  start: { kind: manual-start, title: ${quoted} }
  rows: { kind: transform, title: ${quoted}, with: { value: { ${quoted}: ${quoted}, list: [{ ${quoted}: 1 }] } } }
  stop: { kind: fail, title: ${quoted}, with: { message: ${quoted} } }
edges: [start -> rows, rows -> stop]
`,
      { input: { [hostile]: hostile } },
    );
    expect(report).not.toContain('<script');
    expect(report).not.toContain('<img');
    expect(report).toContain('&lt;script&gt;');
    // What is left of tags are those that the report itself is made of.
    const tags = new Set(
      [...report.matchAll(/<([a-z!/][a-z0-9]*)/gi)].map((found) => found[1]?.toLowerCase()),
    );
    for (const tag of ['script', 'img', 'iframe', 'a', 'link', 'object'])
      expect(tags).not.toContain(tag);
  });

  it('escapes whatever text it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { text: made } = html`<b title="${text}">${text}</b>`;
        expect(made.slice(10, -4)).not.toMatch(/[<'"](?![>])/.test(text) ? /<(?!\/b>)/ : /</);
      }),
    );
  });
});
