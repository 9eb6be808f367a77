/**
 * A piece of code that tries to get out. It escapes when it says `ESCAPED`, when the secret of the
 * canary file or variable shows up in anything it says, when anything connects to the canary server,
 * when it writes the canary's file, when it changes this process, or when the next run sees it.
 */
export interface Payload {
  readonly name: string;
  readonly code: string;
  /** It is there to use something up: it is stopped after this time. */
  readonly timeLimit?: number;
}

/** Words in payloads that stand for the canaries. */
export interface Words {
  /** `http://127.0.0.1:port` */
  readonly URL: string;
  /** `ws://127.0.0.1:port` */
  readonly WS: string;
  /** Of a UDP socket. */
  readonly UDP: string;
  /** A file with a secret. */
  readonly FILE: string;
  /** A file that must not come into being. */
  readonly WRITE: string;
  /** A variable of the environment with a secret. */
  readonly ENV: string;
}

export function fill(code: string, words: Words): string {
  return code.replace(/\$(URL|WS|UDP|FILE|WRITE|ENV)\b/g, (_, word: keyof Words) => words[word]);
}

/** Payloads from a list of codes; each is named after its beginning. */
export function payloads(group: string, codes: readonly string[], timeLimit?: number): Payload[] {
  return codes.map((code, at) => ({
    name: `${group} ${at + 1}: ${code.trim().replace(/\s+/g, ' ').slice(0, 90)}`,
    code,
    ...(timeLimit !== undefined && { timeLimit }),
  }));
}

/**
 * An expression that looks around in the realm where it is evaluated, for everything that Node or
 * Electron would have there.
 */
export const probe = `(() => {
  const found = [];
  const look = (see) => { try { const seen = see(); if (seen) found.push('ESCAPED ' + seen); } catch {} };
  look(() => typeof process === 'object' && process.versions && 'process ' + process.env.$ENV);
  look(() => typeof require === 'function' && require.resolve && 'require ' + require('fs').readFileSync('$FILE', 'utf8'));
  look(() => typeof module === 'object' && module.paths && 'module');
  look(() => typeof Buffer === 'function' && Buffer.allocUnsafe && 'Buffer');
  look(() => typeof electron === 'object' && 'electron');
  look(() => typeof bridge === 'object' && 'bridge');
  look(() => typeof std === 'object' && std.loadFile && 'std ' + std.loadFile('$FILE'));
  look(() => typeof os === 'object' && os.readdir && 'os');
  look(() => typeof internalBinding === 'function' && 'internalBinding');
  look(() => typeof process === 'object' && process.getBuiltinModule('fs').writeFileSync('$WRITE', 'x'));
  return found.join(', ');
})()`;
