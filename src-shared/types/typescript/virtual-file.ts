// Files that TypeScript reads and nobody else: made from a workflow, never written to disk.

/** A file with a piece of the workflow's own text in it. */
export interface VirtualFile {
  readonly name: string;
  readonly text: string;
  /** Where the piece stands in the file. */
  readonly from: number;
  readonly to: number;
  /** The declarations that it imports, as a file of its own. */
  readonly context: { readonly name: string; readonly text: string };
  /** Where the piece is from. */
  readonly origin: {
    readonly kind: 'code' | 'expression';
    readonly step: string;
    readonly path: readonly (string | number)[];
    /** Where the piece begins in the text of the setting. */
    readonly offset: number;
  };
}

/** What TypeScript finds, in offsets of the setting's text. */
export interface TypeScriptFinding {
  readonly kind: 'code' | 'expression';
  readonly step: string;
  readonly path: readonly (string | number)[];
  readonly from: number;
  readonly to: number;
  readonly code: number;
  readonly message: string;
}

/** Words that cannot be imported under their own name. */
const words = new Set(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

export function isImportable(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name) && !words.has(name);
}

/** A path's part in the name of a file. */
export function pathName(path: readonly (string | number)[]): string {
  return path.map((key) => encodeURIComponent(String(key))).join('.');
}
