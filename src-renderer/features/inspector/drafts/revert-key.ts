import type { KeyboardEvent } from 'react';
import { hasPopUp } from '../../editors';

/** Whether a key gives up what a field holds: Escape in it, unless that is for something else. */
export function revertsOn(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.key !== 'Escape' || event.defaultPrevented) return false;
  const { target, currentTarget } = event;
  // Only the innermost field is meant, and what it opens lies elsewhere on the page.
  if (!(target instanceof HTMLElement) || target.closest('[data-setting]') !== currentTarget) {
    return false;
  }
  return !hasPopUp();
}
