import type { RunSummary } from '@shared/ipc/runs';
import { describe, expect, it } from 'vitest';
import { createRunNotifications, type NotificationPort, type RunNotice } from './run-notifications';

function run(status: RunSummary['status'], rest: Partial<RunSummary> = {}): RunSummary {
  return {
    id: 'run_1',
    workflowId: 'wf_1',
    workflowName: 'Payroll',
    status,
    startedAt: 0,
    endedAt: 60_000,
    error: null,
    restricted: false,
    ...rest,
  } as RunSummary;
}

type Waits = ReturnType<NotificationPort['waits']>;

const approval: Waits = [{ type: 'approval', topic: null, until: null, since: 5 }];

function open(options: { watched?: boolean; wanted?: boolean; waits?: Waits } = {}) {
  const shown: RunNotice[] = [];
  const changed = createRunNotifications({
    isWatched: () => options.watched ?? false,
    isWanted: () => options.wanted ?? true,
    now: () => 0,
    waits: () => options.waits ?? approval,
    approval: () => 'Pay 1,200 EUR',
    show: (notice) => shown.push(notice),
  });
  return { changed, titles: () => shown.map(({ title }) => title), shown };
}

describe('createRunNotifications', () => {
  it('tells once when a run waits, and once how it ended', () => {
    const { changed, titles } = open();
    for (const status of [
      'queued',
      'running',
      'waiting',
      'waiting',
      'running',
      'completed',
    ] as const) {
      changed(run(status));
    }
    expect(titles()).toEqual(['Payroll asks for your approval', 'Payroll is completed']);
  });

  it('says why a run failed, and keeps quiet about short ones that went well', () => {
    const { changed, shown } = open();
    const error = { code: 'X', kind: 'user' as const, message: 'Out of paper' };
    changed(run('failed', { endedAt: 100, error }));
    changed(run('completed', { id: 'run_2' as RunSummary['id'], endedAt: 100 }));
    expect(shown).toEqual([
      {
        title: 'Payroll failed',
        body: 'Out of paper',
        run: 'run_1',
        workflowId: 'wf_1',
        asks: false,
      },
    ]);
  });

  it('says what is waited for, what a person has to do before all', () => {
    const said = (waits: Waits, rest: Partial<RunSummary> = {}) => {
      const { changed, shown } = open({ waits });
      changed(run('waiting', rest));
      return shown.map(({ title, body, asks }) => [title, body, asks]);
    };
    const event = { type: 'event', topic: 'order.paid', until: null, since: 6 } as const;
    const decision = { type: 'decision', topic: null, until: null, since: 7 } as const;
    expect(said([event, ...approval])).toEqual([
      ['Payroll asks for your approval', 'Pay 1,200 EUR', true],
    ]);
    expect(said([...approval, decision])[0]?.[0]).toBe('Payroll needs a decision');
    expect(said([event])).toEqual([
      ['Payroll waits for an event', 'It goes on when “order.paid” is emitted.', false],
    ]);
    // A stranger's words are not put on the desktop.
    expect(said(approval, { restricted: true })).toEqual([
      ['Payroll asks for your approval', 'Open the inbox to answer.', true],
    ]);
  });

  it('tells of the next wait, though the run seems to have waited all the time', () => {
    let waits: Waits = [{ type: 'time', topic: null, until: 1_000, since: 0 }];
    const shown: string[] = [];
    const changed = createRunNotifications({
      isWatched: () => false,
      isWanted: () => true,
      now: () => 0,
      waits: () => waits,
      approval: () => undefined,
      show: ({ title }) => shown.push(title),
    });
    changed(run('waiting'));
    expect(shown).toEqual([]);
    waits = approval;
    changed(run('waiting'));
    changed(run('waiting'));
    waits = [{ type: 'approval', topic: null, until: null, since: 9 }];
    changed(run('waiting'));
    expect(shown).toEqual(['Payroll asks for your approval', 'Payroll asks for your approval']);
  });

  it('keeps quiet about a time that soon comes', () => {
    const time = (until: number) => [{ type: 'time', topic: null, until, since: 0 }] as const;
    const soon = open({ waits: time(30_000) });
    soon.changed(run('waiting'));
    expect(soon.titles()).toEqual([]);
    const later = open({ waits: time(600_000) });
    later.changed(run('waiting'));
    expect(later.titles()).toEqual(['Payroll waits']);
  });

  it('keeps quiet while somebody looks, and when nobody wants it', () => {
    for (const options of [{ watched: true }, { wanted: false }]) {
      const { changed, titles } = open(options);
      changed(run('failed'));
      expect(titles()).toEqual([]);
    }
  });
});
