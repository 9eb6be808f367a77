export interface CodeMention {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  readonly references: readonly {
    readonly root: string;
    readonly path: readonly (string | number)[];
  }[];
}

const mention =
  /\b(steps|input|vars|env|loop|item|error|trigger)\b((?:\??\.[A-Za-z_$][\w$]*|\[\d+\])*)/g;

/**
 * Lines of code that name something the workflow gives them. Code is a text here and never looked at as a
 * program, so a name in a comment counts, too.
 */
export function codeMentions(code: string): readonly CodeMention[] {
  return code.split('\n').flatMap((text, at) => {
    const references = [...text.matchAll(mention)]
      // `order.steps` is a field of something else.
      .filter((found) => text[(found.index ?? 0) - 1] !== '.')
      .map((found) => ({ root: found[1] ?? '', path: keysOf(found[2] ?? '') }));
    return references.length === 0 ? [] : [{ line: at + 1, text: text.trim(), references }];
  });
}

function keysOf(text: string): (string | number)[] {
  return [...text.matchAll(/\.([A-Za-z_$][\w$]*)|\[(\d+)\]/g)].map((found) =>
    found[1] === undefined ? Number(found[2]) : found[1],
  );
}
