/** What Monaco shows beside its text and Escape puts away first. */
const popUps =
  '.suggest-widget.visible, .find-widget.visible, .parameter-hints-widget.visible, .rename-box';

/** Whether an editor has something open that Escape is for. */
export function hasPopUp(): boolean {
  return document.querySelector(popUps) !== null;
}
