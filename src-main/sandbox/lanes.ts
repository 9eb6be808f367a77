import type { CodeSandbox } from './types';

/** Why confined code runs where it does, for people. */
export interface Confinement {
  /** `os-sandbox`: a process that the operating system confines. `quickjs`: an engine in WebAssembly. */
  readonly kind: 'os-sandbox' | 'quickjs';
  readonly reason: string;
}

/** A sandbox for code that is not trusted, which can say what it relies on. */
export interface ConfinedSandbox extends CodeSandbox {
  confinement(): Promise<Confinement>;
}

/** One face for both kinds of code: what is confined never gets to where trusted code runs. */
export function createLanes(trusted: CodeSandbox, confined: CodeSandbox): CodeSandbox {
  return {
    run: (request) => (request.confined ? confined : trusted).run(request),
    async warm() {
      await trusted.warm();
      await confined.warm();
    },
    async close() {
      await Promise.all([trusted.close(), confined.close()]);
    },
  };
}
