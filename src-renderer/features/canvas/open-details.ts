import type { StepId } from '@shared/workflow/model';
import { inspectorStore, showInputView, showInspectorTab, workbench } from '../workbench';
import { selectedSteps } from './document-view';

// Ways from the canvas into the details of a step, with the keyboard put where one goes on.

/** A code editor has to be loaded first. */
const longestWait = 3_000;
const control =
  'input:enabled, textarea:enabled, [role="combobox"], [role="switch"], [role="textbox"]';

/**
 * Shows the details of what is selected, with the keyboard in the first setting, or in the code of a step
 * that has some. Renaming has a key of its own.
 */
export function openDetails(): void {
  workbench.showInspector();
  if (selectedSteps().length === 1) showInspectorTab('settings');
  whenThere(() => {
    const panel = detailsPanel();
    const code = panel?.querySelector('[data-widget="code"]');
    // Its other controls only stand beside it.
    if (code) return code.querySelector('textarea, [role="textbox"]');
    const first = panel?.querySelector('[data-setting]');
    if (first) return first.querySelector(control) ?? first.querySelector('button');
    return panel?.querySelector('[role="tab"][aria-selected="true"], input, button') ?? null;
  });
}

/** Shows what a step was given or gave in the shown run. */
export function openData(side: 'input' | 'output', step: StepId): void {
  const { inspectorWide } = workbench.getState();
  workbench.showInspector();
  if (!inspectorWide) showInspectorTab('data');
  else if (side === 'input') showInputView('received');
  const name = side === 'input' ? /^(Input|Received)$/ : /^Output$/;
  whenThere(() => {
    if (!inspectorWide && inspectorStore.getState().tab !== 'data') return null;
    if (selectedSteps()[0] !== step) return null;
    const views = [...(detailsPanel()?.querySelectorAll('section[aria-label]') ?? [])];
    const view = views.find((one) => name.test(one.getAttribute('aria-label') ?? ''));
    view?.scrollIntoView({ block: 'nearest' });
    return view?.querySelector('[role="tree"], [role="grid"], [tabindex="0"], button') ?? null;
  });
}

function detailsPanel(): Element | null {
  return document.querySelector(
    'section[aria-label="Step details"], aside[aria-label="Inspector"]',
  );
}

/** Focuses what `find` gives as soon as it is on screen. */
function whenThere(find: () => Element | null): void {
  const started = performance.now();
  const look = (): void => {
    const target = find();
    if (target instanceof HTMLElement) target.focus();
    else if (performance.now() - started < longestWait) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
