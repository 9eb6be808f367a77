// How a step names the workflow it runs: a path relative to its own file, a name, or `name@version`.

function isPath(reference: string): boolean {
  return (
    /\.ya?ml$/i.test(reference) ||
    /^\.{0,2}[\\/]/.test(reference) ||
    /^[a-z]:[\\/]/i.test(reference)
  );
}

/** The absolute path that a reference means; undefined for a name, or where there is no folder. */
export function calledFile(reference: string, document: string | null): string | undefined {
  if (!isPath(reference)) return undefined;
  if (/^([\\/]|[a-z]:[\\/])/i.test(reference)) return reference;
  if (document === null) return undefined;
  const separator = document.includes('\\') ? '\\' : '/';
  const parts = document.split(/[\\/]/).slice(0, -1);
  for (const part of reference.split(/[\\/]/)) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join(separator);
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The one entry of the library that a name means; a version after `@` leads to the same entry. */
export function calledName<Entry extends Named>(
  reference: string,
  entries: readonly Entry[],
): Entry | undefined {
  const at = reference.lastIndexOf('@');
  const names = at > 0 ? [reference, reference.slice(0, at)] : [reference];
  for (const name of names) {
    const found = entries.filter((entry) => entry.name === name || entry.id === name);
    if (found.length === 1) return found[0];
  }
  return undefined;
}
