import type { TextPlace } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import { finalError, type StepError } from '../../engine/step-error';

/** Deeper data cannot cross to the window or be shown. */
const maximumDepth = 500;

/** Reads JSON; an error says where in the file. `line` is the file's line the text begins at. */
export function parseJsonText(text: string, path: string, line = 1): JsonValue {
  refuseDepth(text, path, line);
  try {
    // JSON.parse gives JSON.
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const place = placeOf(said, text);
    throw jsonError(
      'JSON_SYNTAX',
      `${path} is not valid JSON: ${plainMessage(said)}`,
      { line: place.line + line - 1, column: place.column },
      'Correct the file, or read it as text.',
    );
  }
}

function refuseDepth(text: string, path: string, line: number): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (inString) {
      if (character === 92) at += 1;
      else if (character === 34) inString = false;
    } else if (character === 34) inString = true;
    else if (character === 91 || character === 123) depth += 1;
    else if (character === 93 || character === 125) depth -= 1;
    if (depth > maximumDepth) {
      const place = placeAt(text, at);
      throw jsonError(
        'JSON_TOO_DEEP',
        `${path} is nested more than ${maximumDepth} levels deep`,
        { line: place.line + line - 1, column: place.column },
        'Read it in a code step.',
      );
    }
  }
}

/** V8 says `(line 3 column 5)`, or `at position 12`, or only that the text ended. */
function placeOf(message: string, text: string): TextPlace {
  const both = /\(line (\d+) column (\d+)\)/.exec(message);
  if (both) return { line: Number(both[1]), column: Number(both[2]) };
  const position = /at position (\d+)/.exec(message);
  return placeAt(text, position ? Number(position[1]) : text.length);
}

function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

function plainMessage(message: string): string {
  return message
    .replace(/ at position \d+/, '')
    .replace(/ \(line \d+ column \d+\)/, '')
    .replace(/, \.*".*?"\.* is not valid JSON$/s, '')
    .replace(/ in JSON$/, '');
}

function jsonError(code: string, message: string, place: TextPlace, hint: string): StepError {
  return finalError({ code, kind: 'user', message, hint, place });
}
