import type { DragEvent } from 'react';

/** What is dragged is an expression, such as a field of a value. */
export const expressionDragType = 'application/x-stepwell-expression';

/** Begins to drag an expression: as a binding into settings, as text into anything else. */
export function carryExpression(event: DragEvent<HTMLElement>, expression: string): void {
  event.dataTransfer.setData(expressionDragType, expression);
  event.dataTransfer.setData('text/plain', `{{ ${expression} }}`);
  event.dataTransfer.effectAllowed = 'copy';
}

/** Whether what is dragged over is an expression, in events of the page itself. */
export function acceptsExpression({ dataTransfer }: globalThis.DragEvent): boolean {
  return dataTransfer?.types.includes(expressionDragType) === true;
}

/** Takes an expression that is dragged over; whether it is one. */
export function acceptExpression(event: DragEvent<HTMLElement>): boolean {
  if (!event.dataTransfer.types.includes(expressionDragType)) return false;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  return true;
}

/** The expression that was dropped; null for anything else. */
export function droppedExpression(event: DragEvent<HTMLElement>): string | null {
  const expression = event.dataTransfer.getData(expressionDragType);
  if (expression === '') return null;
  event.preventDefault();
  event.stopPropagation();
  return expression;
}
