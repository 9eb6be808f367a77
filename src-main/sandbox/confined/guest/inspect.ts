/** Values as text for people, the way Node's console shows them. */
export interface Inspect {
  inspect(value: unknown, depth?: number): string;
  /** What `console.log(...args)` prints. */
  format(args: readonly unknown[]): string;
}

/** Sent into the guest as text: it may use nothing from outside itself. */
export function createInspect(readableStack: (stack: string) => string): Inspect {
  const longestLine = 72;
  const mostItems = 100;
  const mostCharacters = 100_000;
  /** What is left of the characters that one call may give. */
  let room = 0;

  function quote(text: string): string {
    const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : '`';
    const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
    return `${mark}${mark === '"' ? inner.replaceAll('"', '\\"') : inner}${mark}`;
  }

  function primitive(value: unknown): string {
    if (typeof value === 'string') return quote(value.slice(0, 10_000));
    if (typeof value === 'bigint') return `${value}n`;
    if (Object.is(value, -0)) return '-0';
    return String(value);
  }

  function callable(value: (...args: never) => unknown): string {
    const isClass = /^class\b/.test(Function.prototype.toString.call(value));
    if (isClass) return `[class ${value.name || '(anonymous)'}]`;
    return value.name ? `[Function: ${value.name}]` : '[Function (anonymous)]';
  }

  function constructorName(value: object): string | null {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === null) return null;
    const { constructor } = value as { constructor?: unknown };
    return typeof constructor === 'function' && constructor.name ? constructor.name : 'Object';
  }

  function key(name: PropertyKey): string {
    if (typeof name === 'symbol') return `[${String(name)}]`;
    const text = String(name);
    return /^[A-Za-z_$][\w$]*$/.test(text) ? text : quote(text);
  }

  function member(object: object, name: PropertyKey, depth: number, above: object[]): string {
    const descriptor = Object.getOwnPropertyDescriptor(object, name);
    if (descriptor?.get) return descriptor.set ? '[Getter/Setter]' : '[Getter]';
    if (descriptor?.set) return '[Setter]';
    return show(descriptor?.value, depth - 1, above);
  }

  function members(object: object, depth: number, above: object[], skip: number): string[] {
    return Reflect.ownKeys(object)
      .filter((name) => Object.prototype.propertyIsEnumerable.call(object, name))
      .slice(skip, skip + mostItems)
      .map((name) => `${key(name)}: ${member(object, name, depth, above)}`);
  }

  function items(list: Iterable<unknown>, total: number, showItem: (item: unknown) => string) {
    const parts: string[] = [];
    for (const item of list) {
      if (parts.length >= mostItems) break;
      parts.push(showItem(item));
    }
    if (total > parts.length) parts.push(`... ${total - parts.length} more items`);
    return parts;
  }

  function layout(prefix: string, open: string, close: string, parts: readonly string[]): string {
    const start = prefix ? `${prefix} ` : '';
    if (parts.length === 0) return `${start}${open}${close}`;
    const line = parts.join(', ');
    if (line.length + start.length <= longestLine && !line.includes('\n')) {
      return `${start}${open} ${line} ${close}`;
    }
    const indented = parts.map((part) => `  ${part.replaceAll('\n', '\n  ')}`);
    return `${start}${open}\n${indented.join(',\n')}\n${close}`;
  }

  function show(value: unknown, depth: number, above: object[]): string {
    if (room <= 0) return '...';
    if (typeof value === 'function') return callable(value as (...args: never) => unknown);
    if (typeof value !== 'object' || value === null) {
      const text = primitive(value);
      room -= text.length;
      return text;
    }
    if (above.includes(value)) return '[Circular]';
    const text = showObject(value, depth, [...above, value]);
    room -= Math.min(text.length, 1_000);
    return text;
  }

  function showObject(value: object, depth: number, above: object[]): string {
    const name = constructorName(value);
    const prefix = name === null ? '[Object: null prototype]' : name === 'Object' ? '' : name;
    if (value instanceof Error) {
      const extra = members(value, depth, above, 0);
      return layout(errorText(value), '{', '}', extra).replace(/ \{\}$/, '');
    }
    if (value instanceof Date) {
      return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
    }
    if (value instanceof RegExp) return String(value);
    if (depth < 0) return `[${Array.isArray(value) ? 'Array' : (name ?? 'Object')}]`;
    const below = (item: unknown) => show(item, depth - 1, above);
    if (Array.isArray(value)) return layout('', '[', ']', items(value, value.length, below));
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      const list = value as Uint8Array;
      return layout(`${name ?? ''}(${list.length})`, '[', ']', items(list, list.length, below));
    }
    if (value instanceof Map) {
      const pair = (entry: unknown) => {
        const [first, second] = entry as [unknown, unknown];
        return `${below(first)} => ${below(second)}`;
      };
      return layout(`Map(${value.size})`, '{', '}', items(value, value.size, pair));
    }
    if (value instanceof Set) {
      return layout(`Set(${value.size})`, '{', '}', items(value, value.size, below));
    }
    return layout(prefix, '{', '}', members(value, depth, above, 0));
  }

  function errorText(error: Error): string {
    const head = `${error.name}: ${error.message}`;
    const stack = typeof error.stack === 'string' ? readableStack(error.stack) : '';
    // QuickJS gives the frames only, V8 puts the message before them.
    const frames = stack.split('\n').filter((line) => /^\s*at /.test(line));
    return frames.length > 0 ? `${head}\n${frames.join('\n')}` : `[${head}]`;
  }

  function inspect(value: unknown, depth = 2): string {
    room = mostCharacters;
    return show(value, depth, []);
  }

  const asText = (value: unknown) => (typeof value === 'string' ? value : inspect(value));

  function placeholder(letter: string, value: unknown): string | undefined {
    switch (letter) {
      case 's':
        return typeof value === 'object' ? inspect(value, 0) : String(value);
      case 'd':
        return typeof value === 'object' ? 'NaN' : String(Number(value));
      case 'i':
        return typeof value === 'object' ? 'NaN' : String(Number.parseInt(String(value), 10));
      case 'f':
        return String(Number.parseFloat(String(value)));
      case 'j':
        return JSON.stringify(value) ?? 'undefined';
      case 'o':
      case 'O':
        return inspect(value, 4);
      case 'c':
        return '';
    }
    return undefined;
  }

  function format(args: readonly unknown[]): string {
    const [first, ...rest] = args;
    if (typeof first !== 'string') return args.map(asText).join(' ');
    if (rest.length === 0) return first;
    let used = 0;
    const text = first.replace(/%([sdifjoOc%])/g, (whole, letter: string) => {
      if (letter === '%') return '%';
      if (used >= rest.length) return whole;
      return placeholder(letter, rest[used++]) ?? whole;
    });
    return [text, ...rest.slice(used).map(asText)].join(' ');
  }

  return { inspect, format };
}
