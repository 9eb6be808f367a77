// Names that code may find, in plain lists: they travel into the guest as JSON.

/** The language itself. */
const languageNames = `
  AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array BigUint64Array Boolean
  DataView Date DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array
  Function Infinity Int16Array Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object Promise
  Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String SuppressedError Symbol
  SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet
  WebAssembly decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN
  parseFloat parseInt undefined unescape`;

/** What both Node and pages have, and needs nothing from outside. */
const commonNames = `
  AbortController AbortSignal Blob ByteLengthQueuingStrategy CompressionStream CountQueuingStrategy Crypto
  CustomEvent DOMException DecompressionStream Event EventTarget File FormData Headers MessageChannel
  MessageEvent MessagePort Performance PerformanceEntry PerformanceMark PerformanceMeasure ReadableStream
  ReadableStreamDefaultReader TextDecoder TextDecoderStream TextEncoder TextEncoderStream TransformStream URL
  URLSearchParams WritableStream WritableStreamDefaultWriter atob btoa clearInterval clearTimeout console
  crypto performance queueMicrotask setInterval setTimeout structuredClone`;

/** What trusted code has and confined code does not: using one of these is told as such. */
const trustedNames = `
  Buffer BroadcastChannel EventSource Navigator Request Response Storage WebSocket Worker XMLHttpRequest
  __dirname __filename clearImmediate exports fetch global import localStorage module navigator process
  require sessionStorage setImmediate`;

const words = (text: string) => text.trim().split(/\s+/);

/** What stays in a page when the code begins. */
export const keptNames: readonly string[] = [...words(languageNames), ...words(commonNames)];

/** In QuickJS the common names may be missing as well. */
export const missingNames: readonly string[] = [
  ...words(trustedNames),
  ...words(commonNames),
  'Intl',
  'WebAssembly',
];
