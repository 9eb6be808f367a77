import { useStore, type ReactFlowState } from '@xyflow/react';
import { ArrowRight } from 'lucide-react';
import { usePausedSteps } from '../../debugger';
import { edgePlace } from '../model/edge-place';
import { reveal } from '../pan';
import { currentBoxes, seenNodeOf } from '../view';
import css from './pause-chevron.module.css';

/** At the edge of the canvas, where a branch stands outside of what is seen: a click leads there. */
export function PauseChevrons() {
  const paused = usePausedSteps();
  if (paused.length === 0) return null;
  return paused.map(([step, mark]) => <Chevron key={step} step={step} words={mark.words} />);
}

function Chevron({ step, words }: { readonly step: string; readonly words: string }) {
  // As a text, so that this draws anew only when the view has moved.
  const view = useStore(viewText);
  const box = currentBoxes().get(seenNodeOf(step)?.id ?? step);
  const [x = 0, y = 0, zoom = 1, width = 0, height = 0] = view.split(' ').map(Number);
  const place = box && edgePlace(box, { x, y, zoom, width, height });
  if (!place) return null;
  return (
    <button
      type="button"
      className={css.chevron}
      style={{ left: place.x, top: place.y }}
      title={words}
      onClick={() => reveal(step)}
    >
      <ArrowRight
        size={14}
        strokeWidth={3}
        aria-hidden
        style={{ transform: `rotate(${place.angle}deg)` }}
      />
      Paused
    </button>
  );
}

function viewText({ transform: [x, y, zoom], width, height }: ReactFlowState): string {
  return [Math.round(x), Math.round(y), zoom.toFixed(3), width, height].join(' ');
}
