/** More than anybody reads beside an expression. */
const longest = 400;

/** Somebody's words, such as a step's title, so that Markdown shows them as they are. */
export function plainMarkdown(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return short.replaceAll(/[\\`*_[\]<>|~#!]/g, '\\$&');
}
