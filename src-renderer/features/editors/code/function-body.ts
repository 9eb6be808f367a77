// The code of a step is the body of an async function. The checker sees it as one: each text gets
// a companion in which it stands inside a function, on the same lines; only findings are moved.

const open = 'async function step() {';
const close = '\n}';
const mark = '#body';

export interface Finding {
  readonly start?: number | undefined;
  readonly length?: number | undefined;
  readonly file?: { readonly fileName: string } | undefined;
  readonly relatedInformation?: readonly Finding[] | undefined;
}

/** The name of the companion of a text. */
export function bodyName(fileName: string): string {
  return fileName + mark;
}

/** The text that a companion is of; null for any other file. */
export function textOfBody(fileName: string): string | null {
  return fileName.endsWith(mark) ? fileName.slice(0, -mark.length) : null;
}

export function wrapBody(text: string): string {
  return open + text + close;
}

/** A finding in the companion as one in the text of the given length; null outside of it. */
export function unwrapFinding<F extends Finding>(finding: F, length: number): F | null {
  if (finding.start === undefined) return finding;
  const from = finding.start - open.length;
  if (from < 0) return null;
  // A missing brace is found behind the text: it is shown at its end.
  const start = Math.min(from, length);
  const end = Math.min(from + (finding.length ?? 0), length);
  const related = finding.relatedInformation?.flatMap((part) => {
    const text = part.file && textOfBody(part.file.fileName);
    if (!part.file || text === null || text === undefined) return [part];
    const moved = unwrapFinding(part, length);
    return moved ? [{ ...moved, file: { ...part.file, fileName: text } }] : [];
  });
  return {
    ...finding,
    start,
    length: Math.max(0, end - start),
    ...(related && { relatedInformation: related }),
  };
}
