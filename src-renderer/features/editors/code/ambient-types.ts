import type { JsonObject } from '@shared/lib/json';
import { jsonSchemaToType } from './json-schema-to-type';

/** What the code of a step can reach, as far as it is known before a run. */
export interface CodeContext {
  /** JSON Schema of the run's input. */
  readonly input?: JsonObject | undefined;
  /** Steps whose output the code may read, with the schema of it where known. */
  readonly steps: readonly {
    readonly id: string;
    readonly title?: string;
    readonly output?: JsonObject | undefined;
  }[];
  /** Names and initial values of the workflow's variables. */
  readonly vars: JsonObject;
  /** Names that exist inside the enclosing containers: `item`, `index`, … */
  readonly locals: readonly string[];
  /** Names of the step's own arguments. */
  readonly args: readonly string[];
  /** Whether Node's own names and modules are at hand. */
  readonly modules: 'none' | 'node';
}

export const emptyCodeContext: CodeContext = {
  steps: [],
  vars: {},
  locals: [],
  args: [],
  modules: 'none',
};

/** Ambient declarations for a code step: its own globals, and those of its sandbox. */
export function ambientTypes(context: CodeContext): string {
  const steps = context.steps.map(
    ({ id, title, output }) =>
      `  /** Output of ${comment(title ?? id)}. */\n  ${id}: ${jsonSchemaToType(output)};`,
  );
  const locals = context.locals
    .filter((name) => !reserved.has(name))
    .map((name) => `declare const ${name}: any;`);
  return [
    '/** The input of the run. */',
    `declare const input: ${context.input ? jsonSchemaToType(context.input) : 'any'};`,
    '/** Outputs of the steps before this one, by step id. */',
    `declare const steps: {\n${steps.join('\n')}\n};`,
    "/** The workflow's variables as they are now. `setVariable` changes one. */",
    `declare const vars: { ${Object.keys(context.vars)
      .map((name) => `${JSON.stringify(name)}: any; `)
      .join('')}[name: string]: any };`,
    ...(context.locals.length > 0
      ? [
          '/** The round of the enclosing loop. */',
          'declare const loop: { item: any; index: number; [name: string]: any };',
        ]
      : []),
    ...locals,
    '/** The arguments of this step. */',
    `declare const args: { ${context.args
      .map((name) => `${JSON.stringify(name)}: any; `)
      .join('')}[name: string]: any };`,
    codeApiTypes,
    sandboxTypes,
    ...(context.modules === 'node' ? [nodeTypes] : []),
  ].join('\n');
}

const reserved = new Set([
  'input',
  'steps',
  'vars',
  'loop',
  'args',
  'log',
  'fetch',
  'signal',
  'setVariable',
  'emit',
  'sleep',
]);

function comment(text: string): string {
  return text.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ');
}

// What code may ask of the app. The same in every lane that code runs in.
const codeApiTypes = `
/** Sets a variable of the workflow; \`vars\` shows it at once, later steps see it too. */
declare function setVariable(name: string, value: any): void;
/** Emits an event for steps that wait for its topic. */
declare function emit(topic: string, data?: any): Promise<void>;
/** Waits. Ends early, with an error, when the step is cancelled. */
declare function sleep(milliseconds: number): Promise<void>;
`;

// The code runs without the DOM.
const sandboxTypes = `
interface StepLog {
  /** Writes a line to the step's log. */
  (message: any, data?: any): void;
  debug(message: any, data?: any): void;
  info(message: any, data?: any): void;
  warn(message: any, data?: any): void;
  error(message: any, data?: any): void;
}
/** Writes to the step's log, shown in the run. */
declare const log: StepLog;
/** Aborted when the run is cancelled or the step's time is up. Pass it to what you wait for. */
declare const signal: AbortSignal;
declare const console: { log(...values: any[]): void; debug(...values: any[]): void; info(...values: any[]): void; warn(...values: any[]): void; error(...values: any[]): void };
interface AbortSignal { readonly aborted: boolean; readonly reason: any; throwIfAborted(): void; addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void; removeEventListener(type: 'abort', listener: () => void): void }
declare const AbortSignal: { timeout(milliseconds: number): AbortSignal; any(signals: AbortSignal[]): AbortSignal; abort(reason?: any): AbortSignal };
declare class AbortController { readonly signal: AbortSignal; abort(reason?: any): void }
interface Headers { get(name: string): string | null; has(name: string): boolean; set(name: string, value: string): void; append(name: string, value: string): void; delete(name: string): void; forEach(each: (value: string, name: string) => void): void; entries(): IterableIterator<[string, string]> }
declare const Headers: { new (init?: Record<string, string> | [string, string][]): Headers };
interface Response { readonly ok: boolean; readonly status: number; readonly statusText: string; readonly url: string; readonly redirected: boolean; readonly headers: Headers; json(): Promise<any>; text(): Promise<string>; arrayBuffer(): Promise<ArrayBuffer>; bytes(): Promise<Uint8Array> }
interface RequestInit { method?: string; headers?: Record<string, string> | Headers | [string, string][]; body?: any; signal?: AbortSignal; redirect?: 'follow' | 'error' | 'manual' }
/** Requests a URL; stops by itself when the step is cancelled. */
declare function fetch(url: string | URL, init?: RequestInit): Promise<Response>;
declare class URLSearchParams { constructor(init?: string | Record<string, string> | [string, string][]); append(name: string, value: string): void; delete(name: string): void; get(name: string): string | null; getAll(name: string): string[]; has(name: string): boolean; set(name: string, value: string): void; toString(): string; entries(): IterableIterator<[string, string]>; [Symbol.iterator](): IterableIterator<[string, string]> }
declare class URL { constructor(url: string, base?: string | URL); href: string; readonly origin: string; protocol: string; host: string; hostname: string; port: string; pathname: string; search: string; hash: string; username: string; password: string; readonly searchParams: URLSearchParams; toString(): string; toJSON(): string; static canParse(url: string, base?: string): boolean }
declare class TextEncoder { encode(text?: string): Uint8Array }
declare class TextDecoder { constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }); decode(bytes?: ArrayBuffer | Uint8Array): string }
declare function structuredClone<T>(value: T): T;
declare function setTimeout(callback: (...values: any[]) => void, milliseconds?: number, ...values: any[]): any;
declare function clearTimeout(timer: any): void;
declare function setInterval(callback: (...values: any[]) => void, milliseconds?: number, ...values: any[]): any;
declare function clearInterval(timer: any): void;
declare function queueMicrotask(callback: () => void): void;
declare const crypto: { randomUUID(): string; getRandomValues<T>(array: T): T; readonly subtle: any };
declare const performance: { now(): number };
declare function atob(text: string): string;
declare function btoa(text: string): string;
`;

// Modules of Node are untyped: their types would weigh more than the rest of the editor.
const nodeTypes = `
declare const process: { readonly env: Record<string, string>; readonly platform: string; readonly version: string; cwd(): string; [name: string]: any };
declare const Buffer: { from(value: any, encoding?: string): any; alloc(size: number): any; concat(parts: any[]): any; byteLength(text: string): number; isBuffer(value: any): boolean };
/** A module of Node.js: \`require('node:path')\`. */
declare function require(module: string): any;
declare module 'node:*';
`;
