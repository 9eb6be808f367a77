import type { AppErrorData } from '@shared/errors/app-error';

/** The JSON text of one step's output may have about this many bytes. */
export const outputLimit = 16 * 1024 * 1024;

const deepest = 200;

/**
 * Whether a value may leave a step: plain JSON and not too large. The size is an estimate made
 * while looking for what is not JSON: exact for long texts, near enough for the rest.
 */
export function checkOutput(value: unknown, of: string): AppErrorData | null {
  const check = new OutputCheck();
  let problem: string | null;
  try {
    problem = check.visit(value, 0);
  } catch (error) {
    // A getter of the value threw, so it is no plain data.
    problem = `reading it failed with "${error instanceof Error ? error.message : String(error)}"`;
  }
  if (check.size > outputLimit) return tooLarge(of);
  return problem === null ? null : notJson(of, problem, check.path());
}

/** About how many bytes a value's JSON text has; Infinity when it is no JSON or too large to say. */
export function jsonSize(value: unknown): number {
  const check = new OutputCheck();
  try {
    return check.visit(value, 0) === null && check.size <= outputLimit ? check.size : Infinity;
  } catch {
    // A getter of the value threw, so it is no plain data.
    return Infinity;
  }
}

class OutputCheck {
  size = 0;
  private readonly keysFromInside: (string | number)[] = [];

  path(): string {
    return this.keysFromInside.reduceRight<string>(
      (path, key) => (typeof key === 'number' ? `${path}[${key}]` : `${path}.${key}`),
      '$',
    );
  }

  /** What is wrong, or null. Stops at the first problem and as soon as it is too large. */
  visit(value: unknown, depth: number): string | null {
    switch (typeof value) {
      case 'string':
        this.size += (value.length > 256 ? Buffer.byteLength(value) : value.length) + 2;
        return null;
      case 'number':
        this.size += 4;
        return Number.isFinite(value) ? null : `${value} is not a JSON number`;
      case 'boolean':
        this.size += 5;
        return null;
      case 'object':
        if (value === null) {
          this.size += 4;
          return null;
        }
        if (depth >= deepest) return `it is nested more than ${deepest} levels deep or in a circle`;
        return Array.isArray(value) ? this.items(value, depth) : this.entries(value, depth);
      case 'undefined':
        return 'undefined is not a JSON value; use null';
      case 'bigint':
        return 'a BigInt is not a JSON value; use String(value)';
      default:
        return `a ${typeof value} is not a JSON value`;
    }
  }

  private items(values: readonly unknown[], depth: number): string | null {
    this.size += 2 + values.length;
    for (let at = 0; at < values.length; at += 1) {
      if (this.size > outputLimit) return null;
      const problem = this.visit(values[at], depth + 1);
      if (problem !== null) {
        this.keysFromInside.push(at);
        return problem;
      }
    }
    return null;
  }

  private entries(value: object, depth: number): string | null {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
      const name: unknown = value.constructor?.name;
      return `a ${typeof name === 'string' && name !== '' ? name : 'class instance'} is not plain data`;
    }
    this.size += 2;
    for (const key in value) {
      if (this.size > outputLimit) return null;
      this.size += key.length + 4;
      const problem = this.visit((value as Record<string, unknown>)[key], depth + 1);
      if (problem !== null) {
        this.keysFromInside.push(key);
        return problem;
      }
    }
    return null;
  }
}

function tooLarge(of: string): AppErrorData {
  return {
    code: 'STEP_OUTPUT_TOO_LARGE',
    kind: 'user',
    message: `${of} is larger than ${outputLimit / (1024 * 1024)} MB.`,
    hint: 'Write large data to a file and pass its path on, or pass on only the part that is needed.',
  };
}

function notJson(of: string, problem: string, path: string): AppErrorData {
  return {
    code: 'RESULT_NOT_JSON',
    kind: 'user',
    message: `${of} is not JSON at ${path}: ${problem}.`,
    hint: 'Return only null, booleans, finite numbers, texts, lists and plain objects.',
    details: { path },
  };
}
