import { MousePointerClick, Plus } from 'lucide-react';
import { Button } from '../../../ui/button';
import { CommandKbd } from '../../../ui/command-kbd';
import { useDocument } from '../../document';
import { useEditable } from '../document-view';
import { openPaletteForSelection } from '../open-palette';
import css from './empty-canvas.module.css';

/** What an empty workflow says: how to put the first step there. */
export function EmptyCanvas() {
  const empty = useDocument((state) => state.status === 'open' && state.workflow?.steps.size === 0);
  const editable = useEditable();
  if (!empty || !editable) return null;
  return (
    <div className={css.empty}>
      <h2 className={css.title}>Add the first step</h2>
      <p className={css.words}>
        A workflow begins with a start step. Every further step is wired to the one before it.
      </p>
      <Button
        variant="primary"
        icon={<Plus size={14} aria-hidden />}
        onClick={openPaletteForSelection}
      >
        Add a step
      </Button>
      <ul className={css.hints}>
        <li>
          <CommandKbd command="canvas.addStep" /> opens the list of steps
        </li>
        <li>
          <MousePointerClick size={14} aria-hidden /> double-click puts one where you click
        </li>
      </ul>
    </div>
  );
}
