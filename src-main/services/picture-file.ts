import { embedInPng, extractFromPng, looksLikePng } from '@shared/workflow/picture/png-picture';
import { embedInSvg, extractFromSvg, looksLikeSvg } from '@shared/workflow/picture/svg-picture';
import { fileError } from './file-errors';

// Pictures of a workflow as files: what is exported carries the workflow, and opening it gives that back.

export type Picture =
  | { readonly format: 'svg'; readonly svg: string }
  | { readonly format: 'png'; readonly base64: string };

/** The bytes of a picture file with the workflow's text in it. */
export function pictureBytes(picture: Picture, text: string): Uint8Array {
  if (picture.format === 'svg') return Buffer.from(embedInSvg(picture.svg, text));
  return embedInPng(Buffer.from(picture.base64, 'base64'), Buffer.from(text));
}

/** The workflow in a picture; null when the file is no picture. Throws when it is one without a workflow. */
export function workflowInPicture(bytes: Uint8Array, path: string): string | null {
  if (looksLikePng(bytes)) return found(decoded(extractFromPng(bytes)), path, 'a PNG image');
  // No longer than what is looked at; the rest is decoded only when it is one.
  if (!looksLikeSvg(Buffer.from(bytes.subarray(0, 8_000)).toString())) return null;
  return found(extractFromSvg(Buffer.from(bytes).toString()), path, 'an SVG image');
}

function decoded(bytes: Uint8Array | null): string | null {
  return bytes && Buffer.from(bytes).toString();
}

function found(text: string | null, path: string, what: string): string {
  if (text !== null) return text;
  throw fileError(
    'FILE_TYPE',
    path,
    `looks like ${what}, and there is no workflow in it`,
    'Choose a workflow file, which ends in .stepwell.yaml, or a picture that Stepwell has exported and no other program has saved since.',
  );
}
