import type { KeyboardEvent } from 'react';
import { useDocument } from '../../features/document/index';
import { Inspector } from '../../features/inspector/index';
import { workbench } from '../../features/workbench/index';
import { ErrorBoundary } from '../../ui/error-boundary';
import { focusPart } from '../commands/focus-part';
import css from './workflow-screen.module.css';

/** The selected step over the canvas: input, settings and output side by side; Escape goes back. */
export function WideInspector() {
  const selection = useDocument((state) => state.selection);
  return (
    <aside className={css.wide} aria-label="Inspector" onKeyDown={leaveOnEscape}>
      <ErrorBoundary name="The inspector" resetKey={selection}>
        <Inspector wide />
      </ErrorBoundary>
    </aside>
  );
}

/** Unless Escape is for something else: a list of suggestions, a menu, a text that is renamed. */
function leaveOnEscape(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return;
  // In an editor Escape closes suggestions and leaves the field; the next one leaves the step.
  if (event.target.closest('.monaco-editor, input')) {
    if (event.target instanceof HTMLElement) event.target.blur();
    event.currentTarget.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
    return;
  }
  event.preventDefault();
  workbench.widenInspector(false);
  focusPart('centre');
}
