/** What the editor knows about the surroundings of a code step: TypeScript declarations, no DOM, no network. */
export function codeStepTypes(modules: 'none' | 'node'): string {
  return modules === 'node' ? `${common}${node}` : common;
}

// Written out and not taken from a package: the types of Node.js would weigh more than the editor.

const common = `/**
 * Sets a variable of the workflow; vars shows it at once, other steps when they begin. JSON only.
 * At most 1,000 variables and events in one step.
 */
declare function setVariable(name: string, value: any): void;
/** Emits an event for steps that wait for its topic, in this run or another. Resolves when it is kept. */
declare function emit(topic: string, data?: any): Promise<void>;
/** Waits so many milliseconds, or until the step ends. A replay does not wait again. */
declare function sleep(milliseconds: number): Promise<void>;
/** Environment variables that the workflow names. */
declare const env: { readonly [name: string]: string };
declare const run: { readonly id: string; readonly workflow: string; readonly startedAt: number };
declare const trigger: { readonly startedBy: string; readonly time: number };
interface StepLog {
  /** Writes a line to the step's log. */
  (message: any, data?: any): void;
  debug(message: any, data?: any): void;
  info(message: any, data?: any): void;
  warn(message: any, data?: any): void;
  error(message: any, data?: any): void;
}
/** Writes to the step's log, shown in the run: 1 MB and 10,000 lines at most. */
declare const log: StepLog;
/** Aborted when the run is cancelled or the step's time is up. Pass it to what you wait for. */
declare const signal: AbortSignal;
declare const console: { log(...values: any[]): void; debug(...values: any[]): void; info(...values: any[]): void; warn(...values: any[]): void; error(...values: any[]): void };
interface AbortSignal { readonly aborted: boolean; readonly reason: any; throwIfAborted(): void; addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void; removeEventListener(type: 'abort', listener: () => void): void }
declare const AbortSignal: { timeout(milliseconds: number): AbortSignal; any(signals: AbortSignal[]): AbortSignal; abort(reason?: any): AbortSignal };
declare class AbortController { readonly signal: AbortSignal; abort(reason?: any): void }
interface Headers { get(name: string): string | null; getSetCookie(): string[]; has(name: string): boolean; set(name: string, value: string): void; append(name: string, value: string): void; delete(name: string): void; forEach(each: (value: string, name: string) => void): void; entries(): IterableIterator<[string, string]> }
declare const Headers: { new (init?: Record<string, string> | [string, string][]): Headers };
interface Response { readonly ok: boolean; readonly status: number; readonly statusText: string; readonly url: string; readonly redirected: boolean; readonly headers: Headers; json(): Promise<any>; text(): Promise<string>; arrayBuffer(): Promise<ArrayBuffer>; bytes(): Promise<Uint8Array>; clone(): Response }
interface RequestInit { method?: string; headers?: Record<string, string> | Headers | [string, string][]; body?: any; signal?: AbortSignal; redirect?: 'follow' | 'error' | 'manual' }
/**
 * Requests a URL. The app carries it out: at most 50 MB back, 16 MB there, five redirects; it is recorded
 * with the run and stops with the step. Not for restricted workflows.
 */
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

/** Modules of Node are there but untyped. */
const node = `declare const process: { readonly env: Record<string, string>; readonly platform: string; readonly version: string; cwd(): string; [name: string]: any };
declare const Buffer: { from(value: any, encoding?: string): any; alloc(size: number): any; concat(parts: any[]): any; byteLength(text: string): number; isBuffer(value: any): boolean };
/** A module of Node.js: require('node:path'). */
declare function require(module: string): any;
declare module 'node:*';
`;
