/**
 * Where the caret goes when `}` is typed at `caret` and a brace that closes is there already, behind
 * spaces perhaps; null when the brace is to be typed. Fields put `}}` behind a fresh `{{`, and
 * whoever types the whole binding means those.
 */
export function stepOver(text: string, caret: number): number | null {
  const ahead = /^ *\}/.exec(text.slice(caret));
  if (!ahead) return null;
  return count(text, '{') <= count(text, '}') ? caret + ahead[0].length : null;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
