import type { GuestHost, GuestJob } from './guest';

// The guest's host in a page of a sandboxed renderer.

/** The parts of a page that are used here; this folder is not compiled with the DOM's types. */
interface Page {
  onmessage: ((event: { source: unknown; data: unknown; ports: readonly Port[] }) => void) | null;
  addEventListener(type: string, listener: (event: StrayEvent) => void): void;
  setTimeout(callback: () => void, milliseconds: number): number;
  clearTimeout(timer: number): void;
  eval(program: string): unknown;
}

interface Port {
  onmessage: ((event: { data: unknown }) => void) | null;
  postMessage(text: string): void;
}

interface StrayEvent {
  readonly reason?: unknown;
  readonly promise?: unknown;
  readonly error?: unknown;
  preventDefault(): void;
}

/** Sent into the page as text: it may use nothing from outside itself. */
export function startPage(
  createGuest: (host: GuestHost) => (job: GuestJob) => Promise<void>,
  /** The names of the language and of what a step has anywhere. */
  kept: readonly string[],
): void {
  const page = globalThis as unknown as Page;
  const { stringify, parse } = JSON;
  const { setTimeout, clearTimeout } = page;
  const evaluate = page.eval;
  const listen = page.addEventListener.bind(page);
  const milliseconds = performance.now.bind(performance);

  page.onmessage = (event) => {
    const [port] = event.ports;
    if (event.source !== globalThis || !port) return;
    page.onmessage = null;
    const send = port.postMessage.bind(port);
    const run = createGuest({
      send,
      evaluate: (program, name) => evaluate(`${program}\n//# sourceURL=${name}`),
      turn: () => new Promise((resolve) => setTimeout(resolve, 0)),
      after(delay, callback) {
        const timer = setTimeout(callback, delay);
        return () => clearTimeout(timer);
      },
      milliseconds,
      onStray(rejected, thrown) {
        listen('unhandledrejection', (stray) => {
          stray.preventDefault();
          rejected(stray.reason, stray.promise);
        });
        listen('error', (stray) => {
          stray.preventDefault();
          thrown(stray.error);
        });
      },
    });
    port.onmessage = (message) => {
      port.onmessage = null;
      removeNames();
      void run(parse(String(message.data)) as GuestJob);
    };
    send(`R${stringify(null)}`);
  };

  /**
   * What only pages have is taken away, so that a step sees the same names in every lane and a
   * typing error like `name` or `status` is an error here too.
   */
  function removeNames(): void {
    const names = new Set(kept);
    for (const key of Object.getOwnPropertyNames(globalThis)) {
      if (!names.has(key)) Reflect.deleteProperty(globalThis, key);
    }
    const { randomUUID } = crypto;
    if (randomUUID as unknown) return;
    // Pages have it in secure contexts only.
    Object.defineProperty(crypto, 'randomUUID', {
      value: () => {
        const bytes = crypto.getRandomValues(new Uint8Array(16));
        bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
        bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
        const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
        return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
      },
      configurable: true,
      writable: true,
    });
  }
}
