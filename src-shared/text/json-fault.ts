/** Why a text is not JSON that keeps all it says, and where. */
export interface JsonFault {
  /** What is wrong and, where it is short to say, what to write; without a full stop. */
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

const deepest = 200;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /[^\s,:[\]{}"']+/y;
const blank = /[ \t\n\r]*/y;

/** Names for `null` and the truth values elsewhere. */
const meant: Readonly<Record<string, string>> = {
  True: 'true',
  TRUE: 'true',
  False: 'false',
  FALSE: 'false',
  None: 'null',
  nil: 'null',
  undefined: 'null',
  NULL: 'null',
  Null: 'null',
};

/**
 * The first thing that keeps a text from being JSON, told so that one can mend it; null when it is
 * JSON. Also what a parser takes without a word and then loses: a name that stands twice, and a
 * number with more digits than it keeps.
 */
export function findJsonFault(text: string): JsonFault | null {
  try {
    new Scanner(text).document();
    return null;
  } catch (error) {
    if (error instanceof Fault) return error.found;
    throw error;
  }
}

/** Carries a fault out of the nested values. */
class Fault extends Error {
  constructor(readonly found: JsonFault) {
    super(found.message);
  }
}

class Scanner {
  private at = 0;

  constructor(private readonly text: string) {}

  document(): void {
    this.skip();
    this.value(0);
    this.skip();
    if (this.at < this.text.length) {
      this.fail('Nothing may follow the value', this.at, this.text.trimEnd().length);
    }
  }

  private value(depth: number): void {
    const { text } = this;
    const mark = text[this.at];
    if (depth > deepest) this.fail(`More than ${deepest} lists and objects inside each other`);
    if (mark === undefined) this.fail('The text ends where a value should stand');
    if (text.startsWith('{{', this.at)) {
      const end = text.indexOf('}}', this.at);
      const to = end < 0 ? this.at + 2 : end + 2;
      // `{{"a": 1}}` is no binding, but it is no JSON either.
      this.fail('Inside JSON a binding stands in quotes: "{{ … }}"', this.at, to);
    }
    if (mark === '{') return this.object(depth);
    if (mark === '[') return this.list(depth);
    if (mark === '"') return this.string();
    if (mark === "'") this.fail('Texts stand in double quotes', this.at, this.at + 1);
    if (mark === ',') this.fail('A value is missing before the comma', this.at, this.at + 1);
    if (/[-\d]/.test(mark)) return this.number();
    if (mark === '/' || mark === '#') this.fail('JSON has no comments', this.at, this.at + 1);
    this.word();
  }

  private object(depth: number): void {
    const open = this.at;
    const names = new Set<string>();
    this.at += 1;
    this.skip();
    if (this.take('}')) return;
    for (;;) {
      const from = this.at;
      const name = this.name(open);
      if (names.has(name)) this.fail(`The name ${short(name)} stands here twice`, from, this.at);
      names.add(name);
      this.skip();
      if (!this.take(':')) this.fail(`A colon is missing after ${short(name)}`, from, this.at);
      this.skip();
      if (this.text[this.at] === '}') this.fail(`${short(name)} has no value`, from, this.at);
      this.value(depth + 1);
      if (this.ends('}', open)) return;
    }
  }

  private name(open: number): string {
    const { text } = this;
    const mark = text[this.at];
    if (mark === '"') {
      const from = this.at;
      this.string();
      return JSON.parse(text.slice(from, this.at)) as string;
    }
    if (mark === undefined) this.unclosed('}', open);
    if (mark === "'") this.fail('Names stand in double quotes', this.at, this.at + 1);
    if (mark === '/' || mark === '#') this.fail('JSON has no comments', this.at, this.at + 1);
    const found = this.match(word);
    this.fail(
      found === ''
        ? `A name should stand here, not ${quoted(mark)}`
        : `Names stand in double quotes: ${short(found)}`,
      this.at,
      this.at + Math.max(1, found.length),
    );
  }

  private list(depth: number): void {
    const open = this.at;
    this.at += 1;
    this.skip();
    if (this.take(']')) return;
    for (;;) {
      if (this.at >= this.text.length) this.unclosed(']', open);
      this.value(depth + 1);
      if (this.ends(']', open)) return;
    }
  }

  /** After a member: whether the list or object ends; else the next one begins. */
  private ends(close: '}' | ']', open: number): boolean {
    const last = this.at;
    this.skip();
    if (this.take(close)) return true;
    const mark = this.text[this.at];
    if (mark === undefined) this.unclosed(close, open);
    const comma = this.at;
    if (!this.take(',')) {
      if (mark === '}' || mark === ']') {
        this.fail(`${quoted(close)} should stand here`, this.at, this.at + 1);
      }
      this.fail('A comma is missing here', last, Math.max(last + 1, this.at));
    }
    this.skip();
    if (this.text[this.at] === close) {
      this.fail(`No comma before ${quoted(close)}`, comma, comma + 1);
    }
    return false;
  }

  private string(): void {
    const { text } = this;
    const from = this.at;
    this.at += 1;
    for (; this.at < text.length; this.at += 1) {
      const mark = text.charAt(this.at);
      if (mark === '"') {
        this.at += 1;
        return;
      }
      if (mark === '\n' || mark === '\r') break;
      if (mark < ' ') {
        const code = mark === '\t' ? '\\t' : JSON.stringify(mark).slice(1, -1);
        this.fail(`Write ${code} for this character`, this.at, this.at + 1);
      }
      if (mark === '\\') this.escape();
    }
    const what = this.at < text.length ? 'A text ends on its line: write \\n for a break' : null;
    this.fail(what ?? 'The closing quote of this text is missing', from, this.at);
  }

  private escape(): void {
    const { text } = this;
    const letter = text[this.at + 1] ?? '';
    if (letter === 'u') {
      if (!/^[\da-fA-F]{4}$/.test(text.slice(this.at + 2, this.at + 6))) {
        this.fail('\\u takes four hexadecimal digits', this.at, this.at + 2);
      }
      this.at += 5;
      return;
    }
    if (!'"\\/bfnrt'.includes(letter) || letter === '') {
      const written = letter < ' ' ? '\\' : `\\${letter}`;
      this.fail(`${written} means nothing here: a backslash is \\\\`, this.at, this.at + 2);
    }
    this.at += 1;
  }

  private number(): void {
    const from = this.at;
    const found = this.match(number);
    const whole = this.match(word);
    if (found === '' || found.length < whole.length) {
      this.fail(`${whole} is not a number as JSON writes it`, from, from + whole.length);
    }
    const value = Number(found);
    if (!Number.isFinite(value)) this.fail(`${found} is too large`, from, from + found.length);
    // What is written back is what was read, or digits are lost.
    if (/^-?\d{16,}$/.test(found) && JSON.stringify(value) !== found) {
      const message = `${found} has more digits than a number keeps: put it in quotes`;
      this.fail(message, from, from + found.length);
    }
    this.at += found.length;
  }

  private word(): void {
    const from = this.at;
    const found = this.match(word);
    if (found === 'true' || found === 'false' || found === 'null') {
      this.at += found.length;
      return;
    }
    const to = from + Math.max(1, found.length);
    if (found === '')
      this.fail(`A value should stand here, not ${quoted(this.text[from])}`, from, to);
    const instead = Object.hasOwn(meant, found) ? meant[found] : undefined;
    this.fail(
      instead === undefined
        ? `Texts stand in double quotes: ${short(found)}`
        : `Write ${instead} instead of ${found}`,
      from,
      to,
    );
  }

  private unclosed(close: '}' | ']', open: number): never {
    this.fail(
      `The ${quoted(close)} for this ${quoted(this.text[open])} is missing`,
      open,
      open + 1,
    );
  }

  private skip(): void {
    this.at += this.match(blank).length;
  }

  private take(mark: string): boolean {
    if (this.text[this.at] !== mark) return false;
    this.at += 1;
    return true;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0] ?? '';
  }

  private fail(message: string, from = this.at, to = this.text.length): never {
    throw new Fault({ message, from, to: Math.max(from, to) });
  }
}

function quoted(mark: string | undefined): string {
  return `“${mark ?? ''}”`;
}

function short(name: string): string {
  const text = name.length > 40 ? `${name.slice(0, 40)}…` : name;
  return JSON.stringify(text);
}
