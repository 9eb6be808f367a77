import type { WorkflowId } from '@shared/lib/ids';
import { ok } from '@shared/lib/result';
import { defaultSettings, type Workflow } from '@shared/workflow/model';
import type { Problem } from '@shared/workflow/problem';
import type { TextChange } from '@shared/workflow/text-change';
import { vi } from 'vitest';
import type { DocumentDeps } from './document-deps';
import { createDocumentStore } from './document-store';
import type { Parsed } from './language';

export const first = 'wf_aaaaaaaaaaaa' as WorkflowId;
export const second = 'wf_bbbbbbbbbbbb' as WorkflowId;

export const syntaxError: Problem = {
  code: 'YAML_SYNTAX',
  severity: 'error',
  message: 'A question mark',
  range: { from: 0, to: 1 },
  line: 1,
  column: 1,
  fixes: [],
};

// A language of one word per step: enough to see the store at work without the real one.
export function parse(text: string): Parsed {
  return {
    text,
    workflow: text.startsWith('!') ? null : model(text),
    problems: text.includes('?') ? [syntaxError] : [],
    readOnly: false,
  };
}

function model(text: string): Workflow {
  const steps = text.split(/\s+/).filter(Boolean);
  return {
    formatVersion: 1,
    name: text,
    steps: new Map(
      steps.map((id) => [
        id,
        { id, kind: 'log', config: {}, join: 'any', onError: 'fail', disabled: false },
      ]),
    ),
    edges: [],
    vars: {},
    env: [],
    secrets: [],
    settings: defaultSettings,
    pins: new Map(),
    samples: [],
    breakpoints: [],
    layout: new Map(),
  };
}

/** A document store with a language of one word per step, and what it has asked of main. */
export function setUp(
  opened: { text?: string; savedText?: string; recovered?: boolean; trusted?: boolean } = {},
) {
  const text = opened.text ?? 'one two';
  const calls: string[] = [];
  const documents = {
    open: vi.fn(async ({ id }: { id: string }) => ({
      id: id as WorkflowId,
      path: null,
      text,
      savedText: opened.savedText ?? text,
      recovered: opened.recovered ?? false,
      readOnly: false,
      fileMissing: false,
      trusted: opened.trusted ?? true,
    })),
    save: vi.fn(async ({ text: saved }: { text: string }) => {
      calls.push(`save ${saved}`);
      return { path: '/home/a.stepwell.yaml' as string | null };
    }),
    saveAs: vi.fn(async () => null),
    saveDraft: vi.fn(async ({ text: draft }: { text: string }) => {
      calls.push(`draft ${draft}`);
      return {};
    }),
    trust: vi.fn(async ({ text: trusted }: { text: string }) => {
      calls.push(`trust ${trusted}`);
      return {};
    }),
    discardDraft: vi.fn(async () => {
      calls.push('discard');
      return { text: opened.savedText ?? text };
    }),
  };
  const failures: string[] = [];
  const parseGently = vi.fn(async (large: string) => parse(large));
  const validate = vi.fn((): readonly Problem[] => []);
  const store = createDocumentStore<Parsed, readonly TextChange[]>({
    documents: documents as unknown as DocumentDeps<Parsed, readonly TextChange[]>['documents'],
    language: { parse, parseGently, validate, plan: (_parsed, edit) => ok(edit) },
    timers: {
      now: () => Date.now(),
      setTimer: (run, delay) => setTimeout(run, delay),
      clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    },
    onAutosaveFailed: (error) => failures.push(error.message),
    onSaveFailed: (error) => failures.push(error.message),
  });
  return { store, documents, calls, failures, validate, parseGently };
}

export function insert(at: number, text: string): TextChange[] {
  return [{ from: at, to: at, insert: text }];
}
