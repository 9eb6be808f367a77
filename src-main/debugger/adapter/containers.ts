import type { CodeTarget } from '@shared/debug/code-target';
import { isJsonObject, type JsonValue } from '@shared/lib/json';
import type { BlobRef, Recorded } from '@shared/runs/recorded';
import type { ScopePath } from '@shared/runs/scope-path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { DebugHost } from './host';
import type { Handles } from './handles';
import { protocolError } from './protocol-error';
import { bytesOf, partName, shown, shownBlob, textLength, typeOf } from './shown-value';

// What can be opened in a variables view. Everything is read when it is opened, a page at a time.

/** Where a value that a person may change belongs. */
export interface Editable {
  /** False in the past: another run can be started from there with the value changed. */
  readonly isNow: boolean;
  readonly thread: number;
  readonly step: string | null;
  /** Of that step; of a variable, of the workflow whose it is. */
  readonly scope: ScopePath;
  readonly what: 'input' | 'output' | 'variable';
  /** Keys from the value as a whole; of a variable its name first. */
  readonly path: readonly (string | number)[];
  /** The whole. */
  readonly root: Recorded | null;
}

interface Common {
  /** Its name in expressions; absent when none reaches it. */
  readonly name?: string | undefined;
  readonly editable?: Editable | undefined;
}

export type Container =
  | (Common & { readonly type: 'named'; readonly values: ReadonlyMap<string, Recorded> })
  | (Common & { readonly type: 'value'; readonly value: JsonValue })
  /** A part of a list, or of a long text. */
  | (Common & {
      readonly type: 'range';
      readonly value: readonly JsonValue[] | string;
      readonly from: number;
    })
  | (Common & { readonly type: 'blob'; readonly blob: BlobRef; readonly from: number })
  /** Opens to the one value that it stands for. */
  | (Common & { readonly type: 'lazy'; readonly blob: BlobRef })
  | {
      readonly type: 'code';
      readonly target: CodeTarget;
      readonly handle: string;
      readonly frame: string;
      /** Number of the scope, when its variables can be set. */
      readonly scope: number | null;
    };

export interface Page {
  readonly filter?: 'indexed' | 'named' | undefined;
  readonly start: number;
  /** 0: all, up to the limit. */
  readonly count: number;
}

/** Entries of one answer; what follows is opened as a range of its own. */
export const pageLimit = 1_000;
/** A map or text of this many bytes is parsed when it is opened; a larger one is shown as text. */
const parseLimit = 8_000_000;
const chunk = 10_000;

export class Opener {
  constructor(
    private readonly host: DebugHost,
    private readonly handles: Handles<Container>,
  ) {}

  /** The variable of a recorded value; what is large is opened only when somebody wants it. */
  recorded(name: string, value: Recorded, common: Common): DebugProtocol.Variable {
    if ('value' in value) return this.json(name, value.value, common);
    return {
      name,
      value: shownBlob(value.blob),
      type: value.blob.type,
      variablesReference: this.handles.add({ type: 'lazy', blob: value.blob, ...common }),
      presentationHint: { lazy: true, attributes: this.attributes(common) },
      ...evaluated(common),
    };
  }

  json(name: string, value: JsonValue, common: Common): DebugProtocol.Variable {
    return {
      name,
      value: shown(value),
      type: typeOf(value),
      ...this.reference(value, common),
      presentationHint: { attributes: this.attributes(common) },
      ...evaluated(common),
    };
  }

  /** The number by which parts of a value are opened; 0 when it has none. */
  reference(
    value: JsonValue,
    common: Common,
  ): Pick<DebugProtocol.Variable, 'variablesReference' | 'indexedVariables' | 'namedVariables'> {
    if (Array.isArray(value) && value.length > 0) {
      const items = value as readonly JsonValue[];
      return {
        variablesReference: this.handles.add({ type: 'value', value: items, ...common }),
        indexedVariables: items.length,
      };
    }
    if (isJsonObject(value)) {
      const count = Object.keys(value).length;
      if (count === 0) return { variablesReference: 0 };
      return {
        variablesReference: this.handles.add({ type: 'value', value, ...common }),
        namedVariables: count,
      };
    }
    if (typeof value === 'string' && value.length > textLength) {
      return {
        variablesReference: this.handles.add({ type: 'range', value, from: 0, ...common }),
        indexedVariables: Math.ceil(value.length / chunk),
      };
    }
    return { variablesReference: 0 };
  }

  async open(container: Container, page: Page): Promise<DebugProtocol.Variable[]> {
    switch (container.type) {
      case 'named':
        return this.named(container, page);
      case 'value':
        return this.parts(container.value, container, page);
      case 'range':
        return typeof container.value === 'string'
          ? this.textParts(container.value, page)
          : this.items(container.value, container.from, container, page);
      case 'lazy':
        return [this.opened(container.blob, container)];
      case 'blob':
        return this.blobParts(container, page);
      case 'code':
        return this.codeParts(container, page);
    }
  }

  private named(
    container: Extract<Container, { type: 'named' }>,
    page: Page,
  ): DebugProtocol.Variable[] {
    if (page.filter === 'indexed') return [];
    const { start, end } = bounds(page, container.values.size);
    return [...container.values]
      .slice(start, end)
      .map(([key, value]) => this.recorded(key, value, inside(container, key, value)));
  }

  private parts(value: JsonValue, common: Common, page: Page): DebugProtocol.Variable[] {
    if (Array.isArray(value)) {
      return page.filter === 'named' ? [] : this.items(value, 0, common, page);
    }
    if (!isJsonObject(value) || page.filter === 'indexed') return [];
    const keys = Object.keys(value);
    const { start, end } = bounds(page, keys.length);
    const found = keys
      .slice(start, end)
      .map((key) => this.json(key, value[key] ?? null, inside(common, key)));
    if (page.count === 0 && end < keys.length) {
      const rest = Object.fromEntries(keys.slice(end).map((key) => [key, value[key] ?? null]));
      found.push({
        name: `… ${keys.length - end} more`,
        value: '',
        variablesReference: this.handles.add({ ...common, type: 'value', value: rest }),
        namedVariables: keys.length - end,
      });
    }
    return found;
  }

  private items(
    all: readonly JsonValue[],
    from: number,
    common: Common,
    page: Page,
  ): DebugProtocol.Variable[] {
    const { start, end } = bounds(page, all.length - from);
    const found = all
      .slice(from + start, from + end)
      .map((item, at) =>
        this.json(String(from + start + at), item, inside(common, from + start + at)),
      );
    const next = from + end;
    if (page.count === 0 && next < all.length) {
      found.push({
        name: `[${next} … ${all.length - 1}]`,
        value: '',
        variablesReference: this.handles.add({ ...common, type: 'range', value: all, from: next }),
        indexedVariables: all.length - next,
      });
    }
    return found;
  }

  private textParts(text: string, page: Page): DebugProtocol.Variable[] {
    const { start, end } = bounds(page, Math.ceil(text.length / chunk));
    return pieces(start, end, (at) => text.slice(at * chunk, (at + 1) * chunk));
  }

  private opened(blob: BlobRef, common: Common): DebugProtocol.Variable {
    const isList = blob.type === 'array';
    const count = isList ? blob.count : Math.ceil(blob.bytes / chunk);
    const asText = !isList && (blob.type !== 'object' || blob.bytes > parseLimit);
    return {
      name: '',
      value: asText ? `${shownBlob(blob)}: ${blob.preview.slice(0, 1_000)}…` : shownBlob(blob),
      type: blob.type,
      variablesReference: this.handles.add({ ...common, type: 'blob', blob, from: 0 }),
      ...(isList || asText ? { indexedVariables: count } : { namedVariables: blob.count }),
      ...evaluated(common),
    };
  }

  private blobParts(
    container: Extract<Container, { type: 'blob' }>,
    page: Page,
  ): DebugProtocol.Variable[] {
    const { blob, from } = container;
    if (blob.type === 'array') {
      if (page.filter === 'named') return [];
      const { start, end } = bounds(page, blob.count - from);
      const { items } = this.host.readItems(blob.hash, from + start, end - start);
      const found = items.map((item, at) =>
        this.json(String(from + start + at), item, inside(container, from + start + at)),
      );
      const next = from + end;
      if (page.count === 0 && next < blob.count) {
        found.push({
          name: `[${next} … ${blob.count - 1}]`,
          value: '',
          variablesReference: this.handles.add({ ...container, from: next }),
          indexedVariables: blob.count - next,
        });
      }
      return found;
    }
    if (blob.type === 'object' && blob.bytes <= parseLimit) {
      return this.parts(this.host.readValue(blob.hash), container, page);
    }
    const { total } = this.host.readText(blob.hash, 0, 2);
    const { start, end } = bounds(page, Math.ceil(total / chunk));
    return pieces(start, end, (at) => this.host.readText(blob.hash, at * chunk, chunk).text);
  }

  private async codeParts(
    container: Extract<Container, { type: 'code' }>,
    page: Page,
  ): Promise<DebugProtocol.Variable[]> {
    const { target, handle, frame } = container;
    const asked =
      page.count === 0
        ? null
        : { from: page.start, count: bounds(page, Infinity).end - page.start };
    const found = await target.properties(handle, asked);
    return found.map((property) => ({
      name: property.name,
      value: property.text,
      type: property.type,
      variablesReference:
        property.handle === undefined
          ? 0
          : this.handles.add({ type: 'code', target, handle: property.handle, frame, scope: null }),
      ...(property.indexed !== undefined && { indexedVariables: property.indexed }),
      ...(property.named !== undefined && { namedVariables: property.named }),
      ...(property.path !== undefined && { evaluateName: property.path }),
    }));
  }

  private attributes({ editable }: Common): string[] {
    return editable === undefined ? ['readOnly'] : [];
  }
}

function evaluated({ name }: Common): { evaluateName?: string } {
  return name === undefined || name === '' ? {} : { evaluateName: name };
}

function inside(common: Common, key: string | number, root?: Recorded): Common {
  const { name, editable } = common;
  return {
    ...(name !== undefined && { name: partName(name, key) }),
    ...(editable && {
      editable: {
        ...editable,
        path: [...editable.path, key],
        // Each variable is a whole of its own.
        ...(root && editable.what === 'variable' && editable.path.length === 0 && { root }),
      },
    }),
  };
}

function bounds(page: Page, total: number): { start: number; end: number } {
  const start = Math.min(Math.max(page.start, 0), total);
  const wanted = page.count === 0 ? pageLimit : Math.min(page.count, pageLimit);
  return { start, end: Math.min(start + wanted, total) };
}

function pieces(
  start: number,
  end: number,
  textAt: (at: number) => string,
): DebugProtocol.Variable[] {
  return Array.from({ length: end - start }, (_, index) => {
    const at = start + index;
    return {
      name: `from character ${(at * chunk).toLocaleString('en')}`,
      value: textAt(at),
      variablesReference: 0,
    };
  });
}

/** The value of a reference, to look into or to change; refused when it is too large for that. */
export function loadBlob(host: DebugHost, blob: BlobRef, limit: number): JsonValue {
  if (blob.bytes <= limit) return host.readValue(blob.hash);
  throw protocolError(
    'DEBUG_TOO_LARGE',
    `The value has ${bytesOf(blob.bytes)}; up to ${bytesOf(limit)} can be used here.`,
    'Open it in the variables, a page at a time.',
  );
}
