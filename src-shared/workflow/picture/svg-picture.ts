// A workflow's text inside an SVG picture of it: whoever opens the picture has the workflow.

const element = 'stepwell:workflow';
const namespace = 'https://stepwell.invalid/workflow';
const pattern = new RegExp(`<${element}[^>]*>([\\s\\S]*?)</${element}>`);

/** The picture with the text in its `<metadata>`. */
export function embedInSvg(svg: string, text: string): string {
  const end = svg.indexOf('>', svg.indexOf('<svg')) + 1;
  const data = `<metadata><${element} xmlns:stepwell="${namespace}" xml:space="preserve">${escape(text)}</${element}></metadata>`;
  return svg.slice(0, end) + data + svg.slice(end);
}

/** The text that `embedInSvg` put in; null when there is none. */
export function extractFromSvg(svg: string): string | null {
  const found = pattern.exec(svg)?.[1];
  return found === undefined ? null : unescape(found);
}

export function looksLikeSvg(text: string): boolean {
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?<svg[\s>]/.test(text.slice(0, 2_000));
}

/** A carriage return and a tab would be lost by XML's rules for white space, control characters are none. */
function escape(text: string): string {
  return text.replace(/[&<>\r\t]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** In one go: what an escape gives is text and no escape again. */
function unescape(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|(lt|gt|quot|apos|amp));/g,
    (_, code: string | undefined, name: string | undefined) =>
      code === undefined
        ? (named[name ?? ''] ?? '')
        : String.fromCodePoint(Math.min(Number(code), 0x10ffff)),
  );
}

const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
};
