import type { Monaco, TextModel } from '../../editors/index';
import { debuggerStore } from '../debugger';
import { shownFrame } from '../session/debugger-state';
import { expressionAt } from './expression-at';

/** Which step's code a text model holds. */
const steps = new WeakMap<TextModel, string>();
let registered = false;

/** Shows values on hover while the code stands; answers how to stop. */
export function connectHovers(monaco: Monaco, model: TextModel, step: string): () => void {
  steps.set(model, step);
  register(monaco);
  return () => steps.delete(model);
}

function register(monaco: Monaco): void {
  if (registered) return;
  registered = true;
  for (const language of ['javascript', 'typescript']) {
    monaco.languages.registerHoverProvider(language, {
      async provideHover(model, position) {
        const state = debuggerStore.getState();
        const place = shownFrame(state)?.stepwell;
        const step = steps.get(model);
        if (state.phase !== 'stopped' || place?.kind !== 'code' || place.step !== step) return null;
        const found = expressionAt(model.getLineContent(position.lineNumber), position.column);
        if (!found || state.frame === null) return null;
        try {
          const { result, type } = await debuggerStore.request('evaluate', {
            expression: found.text,
            context: 'hover',
            frameId: state.frame,
          });
          const { lineNumber } = position;
          const shown = result.length > 2_000 ? `${result.slice(0, 2_000)}…` : result;
          return {
            range: new monaco.Range(lineNumber, found.from, lineNumber, found.to),
            contents: [
              { value: `\`${found.text}\`${type === undefined ? '' : `: ${type}`}` },
              { value: `\`\`\`javascript\n${shown.replaceAll('```', "'''")}\n\`\`\`` },
            ],
          };
        } catch {
          // What cannot be evaluated has no value to show; the types still show.
          return null;
        }
      },
    });
  }
}
