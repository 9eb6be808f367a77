import { PanelRight } from 'lucide-react';
import { Button } from '../../../ui/button';
import { workbench } from '../../workbench';
import css from './code-widget.module.css';

/** The code is open beside the canvas: one text in two editors at once helps nobody. */
export function CodeElsewhere() {
  return (
    <div className={css.elsewhere}>
      <p className={css.where}>
        <PanelRight size={14} aria-hidden />
        The code is open beside the canvas.
      </p>
      <div className={css.actions}>
        <Button size="sm" onClick={focusCodePane}>
          Go to the code
        </Button>
        <Button size="sm" variant="ghost" onClick={() => workbench.showCode(null)}>
          Edit it here
        </Button>
      </div>
    </div>
  );
}

function focusCodePane(): void {
  const pane = document.querySelector('[data-code-pane]');
  pane?.querySelector<HTMLElement>('textarea, [role="textbox"]')?.focus();
}
