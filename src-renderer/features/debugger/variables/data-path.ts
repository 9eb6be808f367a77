/** The path of a data breakpoint for an expression; null where none can watch it. */
export function dataPathOf(expression: string): string | null {
  return /^(steps|vars)\.\w+((\.\w+)|(\[\d+\]))*$/.test(expression) ? expression : null;
}
