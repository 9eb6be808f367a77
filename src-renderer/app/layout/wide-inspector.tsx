import { type KeyboardEvent, useEffect } from 'react';
import { useDocument } from '../../features/document/index';
import { hasPopUp } from '../../features/editors/index';
import { Inspector } from '../../features/inspector/index';
import { workbench } from '../../features/workbench/index';
import { ErrorBoundary } from '../../ui/error-boundary';
import { focusPart } from '../commands/focus-part';
import css from './workflow-screen.module.css';

/** The selected step over the canvas: input, settings and output side by side; Escape goes back. */
export function WideInspector() {
  const selection = useDocument((state) => state.selection);
  // A button that opens or closes it goes with what it closes: the keyboard shall not be lost.
  useEffect(() => {
    if (document.activeElement === document.body) focusPart('inspector');
    return () => {
      if (!document.activeElement || document.activeElement === document.body) focusPart('centre');
    };
  }, []);
  return (
    <aside className={css.wide} aria-label="Inspector" onKeyDownCapture={leaveOnEscape}>
      <ErrorBoundary name="The inspector" resetKey={selection}>
        <Inspector wide />
      </ErrorBoundary>
    </aside>
  );
}

/**
 * From a text Escape leaves the text, from anywhere else the details; unless it is for something
 * that is open. In the capture phase: editors keep their keys.
 */
function leaveOnEscape(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget } = event;
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  // Menus and dialogs lie elsewhere on the page.
  if (!(target instanceof HTMLElement) || !currentTarget.contains(target)) return;
  // A text that a field holds back is given up first.
  if (hasPopUp() || target.closest('[data-kept]')) return;
  if (target.closest('.monaco-editor')) {
    currentTarget.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
  } else if (!target.closest('input, textarea')) {
    workbench.widenInspector(false);
    focusPart('centre');
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
