import type { RunEvent } from '@shared/runs/events';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { SessionEvent } from '../types';
import { shown, shownBlob } from './shown-value';
import { type TextSource, toDapSource } from './sources';

export type OutputBody = DebugProtocol.OutputEvent['body'] & {
  readonly stepwell?: { readonly step: string; readonly line?: number };
};

/** What the debug console shows of what happens. */
export function outputsOf(event: SessionEvent): readonly OutputBody[] {
  switch (event.type) {
    case 'output':
      return [
        {
          category: event.category,
          output: withBreak(event.text),
          ...(event.step !== undefined && {
            stepwell: {
              step: event.step,
              ...(event.line !== undefined && { line: event.line }),
            },
          }),
        },
      ];
    case 'events':
      return event.events.flatMap((one) => logged(one) ?? []);
    case 'ended': {
      const { state } = event;
      if (state.status === 'completed') {
        const { output } = state;
        const text = !output
          ? ''
          : 'value' in output
            ? shown(output.value)
            : shownBlob(output.blob);
        return [{ category: 'console', output: `Completed: ${text}\n` }];
      }
      const { error } = state;
      const hint = error?.hint === undefined ? '' : ` ${error.hint}`;
      const why = error ? `: ${error.code}: ${error.message}${hint}` : '.';
      const status = state.status.charAt(0).toUpperCase() + state.status.slice(1);
      return [{ category: error ? 'stderr' : 'console', output: `${status}${why}\n` }];
    }
    default:
      return [];
  }
}

function logged(event: RunEvent): OutputBody | null {
  if (event.type !== 'step.logged') return null;
  const { level, message, step, line } = event;
  return {
    category: level === 'error' || level === 'warn' ? 'stderr' : 'stdout',
    output: withBreak(message),
    stepwell: { step, ...(line !== undefined && { line }) },
  };
}

function withBreak(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** Output with a step is shown with its line of the text. */
export function withSource(body: OutputBody, main: TextSource | null): object {
  const { stepwell } = body;
  if (stepwell?.step === undefined || main === null) return body;
  const { step, line } = stepwell;
  const { locations } = main;
  const place = line === undefined ? null : locations.of({ type: 'line', step, line });
  const at = place ?? locations.of({ type: 'step', step });
  return at === null ? body : { ...body, source: toDapSource(main), line: at.line };
}
