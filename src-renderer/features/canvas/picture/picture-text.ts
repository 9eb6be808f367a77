import type { Size } from '../model/geometry';

// Text of a picture. There is no layout engine in an SVG file, so widths are by count of letters.

/** At most so many characters, user-perceived ones, with an ellipsis for the rest. */
export function shorten(text: string, length: number): string {
  const [line = ''] = text.trim().split('\n');
  if (line.length <= length) return line;
  const letters = [...new Intl.Segmenter().segment(line.slice(0, length * 8))];
  if (letters.length <= length) return line;
  return `${letters
    .slice(0, length - 1)
    .map(({ segment }) => segment)
    .join('')
    .trimEnd()}…`;
}

const letterWidth = 6.8;
const lineHeight = 18;

/** The lines of a note that fit its box; Markdown marks are left out. */
export function wrap(text: string, { width, height }: Size): string[] {
  const most = Math.max(1, Math.floor((width - 24) / letterWidth));
  const room = Math.max(1, Math.floor((height - 16) / lineHeight));
  const lines: string[] = [];
  for (const paragraph of text.slice(0, 5_000).split('\n')) {
    let line = '';
    for (const word of paragraph.replace(/[*_`#>]/g, '').split(/\s+/)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (longer.length <= most) line = longer;
      else {
        if (line !== '') lines.push(line);
        line = shorten(word, most);
      }
      if (lines.length > room) break;
    }
    lines.push(line);
  }
  if (lines.length <= room) return lines;
  return [...lines.slice(0, room - 1), `${lines[room - 1] ?? ''} …`];
}
