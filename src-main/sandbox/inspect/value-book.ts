import type { CodeProperty, CodeValue, PropertyPage } from '@shared/debug/code-target';
import { InspectorRefusal, type InspectChannel } from './channel';
import { awaitError, endlessError, evaluateError, outdated, sideEffectError } from './debug-errors';
import { readExpression } from './conditions';
import { evaluatedSchema, propertiesSchema, type RemoteObject } from './messages';
import { createValueReader, type PartsWanted } from './value-reader';
import { cut, describeValue, itemCount, quoted } from './value-text';

// The values of one pause after the other: handles, pages of parts, evaluation. Only what is shown
// leaves the code's process.

const longestText = 1_000;
const mostParts = 1_000;
const quietMilliseconds = 500;
const openMilliseconds = 5_000;
const group = 'pause';

interface Held {
  readonly remote: RemoteObject;
  /** How to reach it in an expression; null: not. `''`: a scope, whose names are expressions. */
  readonly path: string | null;
  readonly extras: readonly (readonly [name: string, remote: RemoteObject])[];
}

/** A part of a value as the reader gave it. */
interface Part {
  readonly name: string;
  readonly kind: string;
  readonly note: unknown;
  readonly remote: RemoteObject;
}

export class ValueBook {
  private readonly held = new Map<string, Held>();
  private lastHandle = 0;
  private reader: string | undefined;

  constructor(private readonly channel: InspectChannel) {}

  /** Before any code has run: nothing of the realm is changed yet. */
  async open(): Promise<void> {
    const expression = `(${createValueReader.toString()})(${longestText})`;
    const { result } = evaluatedSchema.parse(
      await this.channel.send('Runtime.evaluate', { expression, silent: true }),
    );
    this.reader = result.objectId;
  }

  /** The code goes on: what was shown is of no use any more. */
  forget(): void {
    if (this.held.size === 0) return;
    this.held.clear();
    this.channel.send('Runtime.releaseObjectGroup', { objectGroup: group }).catch(() => undefined);
  }

  /** `extras` are shown before the value's own parts. */
  hold(remote: RemoteObject, path: string | null, extras: Held['extras'] = []): string {
    this.lastHandle += 1;
    const handle = `v${this.lastHandle}`;
    this.held.set(handle, { remote, path, extras });
    return handle;
  }

  valueOf(remote: RemoteObject, path: string | null = null): CodeValue {
    const value = describeValue(remote);
    return remote.objectId === undefined || remote.type === 'symbol'
      ? value
      : { ...value, handle: this.hold(remote, path) };
  }

  async properties(handle: string, page: PropertyPage | null): Promise<readonly CodeProperty[]> {
    const held = this.held.get(handle);
    if (!held) throw outdated();
    const { subtype } = held.remote;
    const internals =
      subtype === 'proxy' || subtype === 'promise' ? await this.internals(held) : [];
    // Asking a proxy for its names would call its traps.
    if (subtype === 'proxy') return internals;
    const lists = itemsWanted(held.remote);
    const extras = held.extras.map(([name, remote]) => ({ name, ...this.valueOf(remote) }));
    if (page) {
      const wanted = lists && page.of !== 'names' ? lists : 'names';
      return this.page(held, wanted, page.from, Math.min(page.count, mostParts));
    }
    const names = await this.page(held, 'names', 0, mostParts, true);
    const items = lists ? await this.page(held, lists, 0, mostParts, true) : [];
    return [...extras, ...internals, ...names, ...items].slice(0, mostParts + 1);
  }

  async evaluate(callFrameId: string, expression: string, quietly: boolean): Promise<CodeValue> {
    const part = await this.evaluated(callFrameId, expression, quietly);
    return this.partValue(part, readExpression(expression) ? `(${expression})` : null);
  }

  /** For conditions. */
  async isTrue(callFrameId: string, condition: string): Promise<boolean> {
    const { remote } = await this.evaluated(callFrameId, `!!(${condition}\n)`, false, true);
    return remote.value === true;
  }

  /** For `setVariable`: a value as it can be given back. */
  async argument(callFrameId: string, expression: string): Promise<RemoteObject> {
    const { kind, remote } = await this.evaluated(callFrameId, expression, false);
    if (kind !== 'value') {
      throw evaluateError('The value is too large to be set from here', 'Set it by an assignment.');
    }
    return remote;
  }

  /** Inside a list of one: what is too long to travel then stays where it is. */
  private async evaluated(
    callFrameId: string,
    expression: string,
    quietly: boolean,
    isCondition = false,
  ): Promise<Part> {
    const timeout = quietly || isCondition ? quietMilliseconds : openMilliseconds;
    const answer = await this.channel
      .send('Debugger.evaluateOnCallFrame', {
        callFrameId,
        expression: asList(expression),
        objectGroup: group,
        silent: true,
        throwOnSideEffect: quietly,
        timeout,
      })
      .catch((error: unknown) => {
        if (error instanceof InspectorRefusal && /terminated/i.test(error.message)) {
          throw endlessError(timeout);
        }
        throw error;
      });
    const { result, exceptionDetails } = evaluatedSchema.parse(answer);
    if (exceptionDetails) throw thrownError(exceptionDetails);
    const [part] = await this.parts(result, 'items', 0, 1);
    if (!part) throw evaluateError('It has no value', 'Evaluate something else.');
    return part;
  }

  private async page(
    held: Held,
    wanted: PartsWanted,
    from: number,
    count: number,
    tellsMore = false,
  ): Promise<CodeProperty[]> {
    let key: Part | undefined;
    const properties: CodeProperty[] = [];
    let total = 0;
    for (const part of await this.parts(held.remote, wanted, from, count, (all) => (total = all))) {
      if (part.kind === 'key') {
        key = part;
        continue;
      }
      const name = key ? describeValue(key.remote).text : part.name;
      const path = pathOf(held.path, wanted, part.name);
      key = undefined;
      properties.push({ name, ...this.partValue(part, path), ...(path !== null && { path }) });
    }
    const left = total - from - count;
    if (tellsMore && left > 0) {
      properties.push({ name: '…', text: `${left.toLocaleString('en')} more`, type: 'more' });
    }
    return properties;
  }

  private partValue({ kind, note, remote }: Part, path: string | null): CodeValue {
    switch (kind) {
      case 'getter':
        return { text: '(getter)', type: 'getter' };
      case 'unset':
        return { text: '(not set yet)', type: 'undefined' };
      case 'hole':
        return { text: '(empty)', type: 'undefined' };
      case 'number':
        return { text: '(a number of more than 1,000 digits)', type: 'bigint' };
      case 'error':
        return { text: `Error: ${cut(String(note))}`, type: 'Error' };
      case 'text': {
        const [, length = '', beginning = ''] = /^(\d+) ([^]*)$/.exec(String(note)) ?? [];
        return { text: quoted(beginning, Number(length)), type: 'string' };
      }
    }
    return this.valueOf(remote, path);
  }

  private async parts(
    target: RemoteObject,
    wanted: PartsWanted,
    from: number,
    count: number,
    onTotal: (total: number) => void = () => undefined,
  ): Promise<Part[]> {
    const answer = await this.channel.send('Runtime.callFunctionOn', {
      objectId: this.reader,
      functionDeclaration:
        'function (target, wanted, from, count) { return this.read(target, wanted, from, count); }',
      arguments: [
        { objectId: target.objectId },
        { value: wanted },
        { value: from },
        { value: count },
      ],
      objectGroup: group,
      silent: true,
    });
    const { result, exceptionDetails } = evaluatedSchema.parse(answer);
    if (exceptionDetails || result.objectId === undefined) throw thrownError(exceptionDetails);
    const listed = await this.channel.send('Runtime.getProperties', {
      objectId: result.objectId,
      ownProperties: true,
      generatePreview: true,
    });
    const cells: RemoteObject[] = [];
    for (const { name, value } of propertiesSchema.parse(listed).result) {
      if (value && /^\d+$/.test(name)) cells[Number(name)] = value;
    }
    onTotal(Number(cells[0]?.value ?? 0));
    const parts: Part[] = [];
    for (let at = 1; at + 3 < cells.length; at += 4) {
      const [name, kind, note, remote] = cells.slice(at, at + 4);
      if (!remote) continue;
      parts.push({
        name: String(name?.value),
        kind: String(kind?.value),
        note: note?.value,
        remote,
      });
    }
    return parts;
  }

  private async internals({ remote }: Held): Promise<CodeProperty[]> {
    const answer = await this.channel.send('Runtime.getProperties', {
      objectId: remote.objectId,
      ownProperties: true,
      generatePreview: true,
    });
    return propertiesSchema
      .parse(answer)
      .internalProperties.filter(({ name }) => name !== '[[Prototype]]')
      .flatMap(({ name, value }) => (value ? [{ name, ...this.valueOf(value) }] : []));
  }
}

function itemsWanted(remote: RemoteObject): PartsWanted | null {
  if (itemCount(remote) === undefined) return null;
  return remote.subtype === 'map' || remote.subtype === 'set' ? remote.subtype : 'items';
}

function pathOf(path: string | null, wanted: PartsWanted, name: string): string | null {
  if (path === null || wanted === 'map' || wanted === 'set') return null;
  if (wanted === 'items') return `${path}[${name}]`;
  const isName = /^[A-Za-z_$][\w$]*$/.test(name);
  if (path === '') return isName ? name : null;
  if (name.startsWith('Symbol(')) return null;
  return isName ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}

function asList(text: string): string {
  if (readExpression(text)) return `[(${text}\n)]`;
  if (readExpression(text, true)) throw awaitError();
  // Statements: what the last one gives.
  return `[eval(${JSON.stringify(text)})]`;
}

function thrownError(details: { text: string; exception?: RemoteObject | undefined } | undefined) {
  const exception = details?.exception;
  const description = exception?.description ?? '';
  if (exception?.className === 'EvalError' && /side-effect/.test(description)) {
    return sideEffectError();
  }
  const text = exception ? describeValue(exception).text : (details?.text ?? 'It failed');
  const message = exception?.subtype === 'error' ? text : `It threw ${text}`;
  return evaluateError(message, 'Correct the expression.');
}
