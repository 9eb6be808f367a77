import { isJsonObject, type JsonValue } from '@shared/lib/json';

/** A text with bindings in a JSON document: as it is meant, and where each character is written. */
export interface WrittenText {
  readonly text: string;
  /** The offset in the document of a character of the text. */
  readonly offsetOf: (at: number) => number;
}

const string = /"(?:[^"\\]|\\.)*"/g;

/** The texts of a JSON document that hold bindings; those it cannot read are left out. */
export function boundTexts(json: string): readonly WrittenText[] {
  return [...json.matchAll(string)].flatMap(({ 0: token, index }) => {
    if (!token.includes('{{')) return [];
    if (!token.includes('\\')) {
      return [{ text: token.slice(1, -1), offsetOf: (at: number) => index + 1 + at }];
    }
    const offsets = writtenOffsets(token);
    const text = readString(token);
    // The lengths differ where an escape stands for less or more than one character.
    if (text === null || text.length !== offsets.length - 1) return [];
    const end = index + token.length - 1;
    return [{ text, offsetOf: (at: number) => index + (offsets[at] ?? end - index) }];
  });
}

/** Where each character of a string stands in its token, and where the string ends. */
function writtenOffsets(token: string): readonly number[] {
  const offsets: number[] = [];
  for (let at = 1; at < token.length - 1; at += 1) {
    offsets.push(at);
    if (token[at] === '\\') at += token[at + 1] === 'u' ? 5 : 1;
  }
  return [...offsets, token.length - 1];
}

function readString(token: string): string | null {
  try {
    return JSON.parse(token) as string;
  } catch {
    // Somebody is typing: there is an escape that is none.
    return null;
  }
}

/** A binding's place in a value, `items[0].id`, and its text. */
export interface PlacedText {
  readonly place: string;
  readonly text: string;
}

/** The texts with bindings of a value with their places, in its order, and how many there are. */
export function placedTexts(value: JsonValue, most: number): { list: PlacedText[]; count: number } {
  const list: PlacedText[] = [];
  let count = 0;
  const visit = (inner: JsonValue, place: string): void => {
    if (typeof inner === 'string') {
      if (!inner.includes('{{')) return;
      count += 1;
      if (list.length < most) list.push({ place, text: inner });
    } else if (Array.isArray(inner)) {
      (inner as readonly JsonValue[]).forEach((item, at) => visit(item, `${place}[${at}]`));
    } else if (isJsonObject(inner)) {
      for (const [key, member] of Object.entries(inner)) visit(member, below(place, key));
    }
  };
  visit(value, '');
  return { list, count };
}

function below(place: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${place}[${JSON.stringify(key)}]`;
  return place === '' ? key : `${place}.${key}`;
}
