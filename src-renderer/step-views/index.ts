import type { ComponentType } from 'react';
import type { JsonObject } from '@shared/lib/json';
import { NoteBody } from './note';

// What a kind draws itself on the canvas, where the common look is not enough. Most kinds are not
// here: their definition says all there is to show.

export interface NodeBodyProps {
  readonly config: JsonObject;
}

export const nodeBodies: Readonly<Record<string, ComponentType<NodeBodyProps> | undefined>> = {
  note: NoteBody,
};
