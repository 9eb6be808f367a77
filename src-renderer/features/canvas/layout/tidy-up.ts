import type { ELK } from 'elkjs/lib/elk-api';
import { announce } from '../../../ui/announcer';
import { showToast } from '../../../ui/toast';
import { canvasStore } from '../canvas-store';
import { isEditable, selectedSteps } from '../document-view';
import { tidySteps } from '../edits';
import { flowStore } from '../flow-store';
import { absoluteBoxes } from '../model/absolute-boxes';
import { fitAll } from '../zoom';
import { fromElkGraph, toElkGraph } from './elk-graph';

let engine: Promise<ELK> | undefined;

/** Loaded when first asked for; it works in a worker so that a large graph blocks nothing. */
function loadEngine(): Promise<ELK> {
  engine ??= Promise.all([
    import('elkjs/lib/elk-api'),
    import('elkjs/lib/elk-worker.min.js?worker'),
  ]).then(([api, worker]) => new api.default({ workerFactory: () => new worker.default() }));
  return engine;
}

/** Lays the workflow out anew, or only the selected steps when there are several. One undo step. */
export async function tidyUp(): Promise<void> {
  if (!isEditable() || canvasStore.getState().tidying) return;
  canvasStore.setState({ tidying: true });
  try {
    const { nodes, edges } = flowStore.getState();
    const only = selectedSteps().length > 1 ? new Set(selectedSteps()) : null;
    const elk = await loadEngine();
    const graph = await elk.layout(toElkGraph(nodes, edges, only));
    // The document may have changed meanwhile; places for what is gone would be refused.
    const { nodes: now } = flowStore.getState();
    const known = new Set(now.map((node) => node.id));
    const boxes = fromElkGraph(graph, now, absoluteBoxes(now)).filter(({ id }) => known.has(id));
    if (boxes.length === 0 || !tidySteps(boxes)) return;
    announce('Workflow tidied up');
    if (only === null) requestAnimationFrame(fitAll);
  } catch (error) {
    engine = undefined;
    showToast('The workflow could not be tidied up', 'error', {
      description: error instanceof Error ? error.message : String(error),
    });
  } finally {
    canvasStore.setState({ tidying: false });
  }
}
