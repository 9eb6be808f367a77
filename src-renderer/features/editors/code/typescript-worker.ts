import { loadMonaco } from '../monaco/load-monaco';
import type { MonacoTypeScript } from '../monaco/monaco-types';

type GetWorker = Awaited<ReturnType<MonacoTypeScript['getTypeScriptWorker']>>;

let connecting: Promise<GetWorker> | undefined;

/** The editors' TypeScript worker, with the part of it that is not Monaco's. */
export async function typeScriptWorker<Own>(): Promise<Own> {
  connecting ??= connect();
  try {
    const worker = await connecting;
    return (await worker()) as unknown as Own;
  } catch (error) {
    // The next one who asks tries again.
    connecting = undefined;
    throw error;
  }
}

const mostTries = 100;
const pause = 50;

/**
 * Monaco sets its TypeScript up when the first text of that language appears, and says no until
 * then: an empty one is shown to it for as long as that takes.
 */
async function connect(): Promise<GetWorker> {
  const { monaco, typescript } = await loadMonaco();
  const first = monaco.editor.createModel('', 'typescript');
  try {
    for (let at = 0; ; at += 1) {
      try {
        return await typescript.getTypeScriptWorker();
      } catch (error) {
        if (at >= mostTries) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  } finally {
    first.dispose();
  }
}
