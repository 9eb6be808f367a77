/** A terminal or a pipe: the two streams the command line writes to. */
export interface Terminal {
  /** Results; safe to pipe. */
  out(text: string): void;
  /** Progress and messages for people. */
  info(text: string): void;
  /** Whether `info` goes to a screen whose last line can be rewritten. */
  readonly interactive: boolean;
  /** Whether results go to a screen. */
  readonly outIsScreen: boolean;
  readonly colour: boolean;
  /** Columns of the screen. */
  readonly width: number;
}

export function processTerminal(process: NodeJS.Process): Terminal {
  const colour =
    process.stderr.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  return {
    out: (text) => void process.stdout.write(text),
    info: (text) => void process.stderr.write(text),
    interactive: process.stderr.isTTY === true,
    outIsScreen: process.stdout.isTTY === true,
    colour,
    width: process.stderr.columns ?? 100,
  };
}

const codes = { dim: 2, bold: 1, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35 } as const;
export type Paint = (style: keyof typeof codes, text: string) => string;

/** Colours text, or leaves it alone where there is no colour. */
export function painter(terminal: Pick<Terminal, 'colour'>): Paint {
  return (style, text) => (terminal.colour ? `\u001b[${codes[style]}m${text}\u001b[0m` : text);
}

/** Control characters from data would rewrite the screen; they are shown as their escapes. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (character) => {
      const code = character.codePointAt(0) ?? 0;
      return `\\u${code.toString(16).padStart(4, '0')}`;
    },
  );
}
