const pattern = /^\s*(==|=|>=|<=|>|<|%)?\s*(\d{1,9})\s*$/;

/** Whether text is a hit condition: `5`, `= 5`, `>= 5`, `> 5`, `<= 5`, `< 5` or `% 5`. */
export function isHitCondition(text: string): boolean {
  return parseHitCondition(text) !== null;
}

/** Whether the `hits`-th hit stops; null when the text is no hit condition. */
export function parseHitCondition(text: string): ((hits: number) => boolean) | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [, operator = '=', digits = ''] = match;
  const count = Number(digits);
  switch (operator) {
    case '>=':
      return (hits) => hits >= count;
    case '>':
      return (hits) => hits > count;
    case '<=':
      return (hits) => hits <= count;
    case '<':
      return (hits) => hits < count;
    case '%':
      return count === 0 ? null : (hits) => hits % count === 0;
    default:
      return (hits) => hits === count;
  }
}
