import { toErrorData } from '@shared/errors/app-error';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DapEvents, DapRequests } from '../dap/stepwell-protocol';
import type { TreeNode } from '../variables/tree-node';

// What the debug console shows: what was asked and answered, and what the run said.

export interface ConsoleLine {
  readonly id: number;
  /** `input`: what was asked. `result`: its value. `output`: from the run. `note`: about the session. */
  readonly type: 'input' | 'result' | 'error' | 'output' | 'warning' | 'note';
  readonly text: string;
  /** A value with parts. */
  readonly node?: TreeNode;
  /** Where it was said. */
  readonly at?: { readonly step: string; readonly line?: number };
  /** How often the same was said in a row. */
  readonly count: number;
}

export interface ConsoleState {
  readonly lines: readonly ConsoleLine[];
  /** What was asked, oldest first. */
  readonly history: readonly string[];
  /** Lines that were dropped from the beginning. */
  readonly dropped: number;
}

export interface ConsoleStore extends StoreApi<ConsoleState> {
  ask(expression: string): Promise<void>;
  output(body: DapEvents['output']): void;
  note(text: string): void;
  clear(): void;
}

export interface ConsoleDeps {
  readonly evaluate: (expression: string) => Promise<DapRequests['evaluate'][1]>;
}

const mostLines = 5_000;
const mostHistory = 100;

export function createConsoleStore({ evaluate }: ConsoleDeps): ConsoleStore {
  const store = createStore<ConsoleState>(() => ({ lines: [], history: [], dropped: 0 }));
  let nextId = 1;

  function add(line: Omit<ConsoleLine, 'id' | 'count'>): void {
    const { lines, dropped } = store.getState();
    const last = lines.at(-1);
    if (last && line.type === 'output' && !line.node && sameOutput(last, line)) {
      store.setState({ lines: [...lines.slice(0, -1), { ...last, count: last.count + 1 }] });
      return;
    }
    const next = [...lines, { ...line, id: nextId, count: 1 }];
    nextId += 1;
    const over = Math.max(0, next.length - mostLines);
    store.setState({ lines: over > 0 ? next.slice(over) : next, dropped: dropped + over });
  }

  return {
    ...store,
    async ask(expression) {
      const asked = expression.trim();
      if (asked === '') return;
      const { history } = store.getState();
      store.setState({
        history: [...history.filter((known) => known !== asked), asked].slice(-mostHistory),
      });
      add({ type: 'input', text: asked });
      try {
        const result = await evaluate(asked);
        const node: TreeNode = {
          key: `result ${nextId}`,
          name: '',
          value: result.result,
          reference: result.variablesReference,
          ...(result.type !== undefined && { type: result.type }),
          ...(result.indexedVariables !== undefined && { indexed: result.indexedVariables }),
          ...(result.namedVariables !== undefined && { named: result.namedVariables }),
        };
        add({ type: 'result', text: result.result, ...(node.reference > 0 && { node }) });
      } catch (error) {
        add({ type: 'error', text: toErrorData(error).message });
      }
    },
    output({ output, category, stepwell, variablesReference }) {
      if (category === 'telemetry') return;
      const text = output.replace(/\n$/, '');
      const at = stepwell?.step !== undefined && {
        at: {
          step: stepwell.step,
          ...(stepwell.line !== undefined && { line: stepwell.line }),
        },
      };
      const reference = variablesReference ?? 0;
      add({
        type: category === 'stderr' ? 'error' : category === 'important' ? 'warning' : 'output',
        text,
        ...at,
        ...(reference > 0 && {
          node: { key: `output ${nextId}`, name: '', value: text, reference },
        }),
      });
    },
    note: (text) => add({ type: 'note', text }),
    clear: () => store.setState({ lines: [], dropped: 0 }),
  };
}

function sameOutput(a: ConsoleLine, b: Omit<ConsoleLine, 'id' | 'count'>): boolean {
  return (
    a.type === b.type &&
    a.text === b.text &&
    a.at?.step === b.at?.step &&
    a.at?.line === b.at?.line &&
    a.node === undefined
  );
}
