import type { DragEvent } from 'react';
import { findStepDefinition } from '@shared/steps';
import { canvasStore } from '../canvas-store';
import { isEditable } from '../document-view';
import { insertStep } from '../insert-step';
import { frameUnder, toCanvas } from '../open-palette';
import { dragType } from '../palette/palette-items';
import { wireAt } from './wire-at';

// A step dragged from the list: onto the ground, into a frame, or onto a wire.

export function overWithPalette(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(dragType) || !isEditable()) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  const place = toCanvas({ x: event.clientX, y: event.clientY });
  if (!place) return;
  const dropEdge = wireAt(place);
  const dropFrame = dropEdge === null ? frameUnder(place) : null;
  const known = canvasStore.getState();
  if (known.dropEdge !== dropEdge || known.dropFrame !== dropFrame) {
    canvasStore.setState({ dropEdge, dropFrame });
  }
}

export function dropFromPalette(event: DragEvent): void {
  const definition = findStepDefinition(event.dataTransfer.getData(dragType));
  canvasStore.setState({ dropEdge: null, dropFrame: null });
  const place = toCanvas({ x: event.clientX, y: event.clientY });
  if (!definition || !place || !isEditable()) return;
  event.preventDefault();
  const edge = definition.annotation ? null : wireAt(place);
  if (edge !== null) insertStep(definition, { edge });
  else insertStep(definition, { place, parent: frameUnder(place) });
}
