const columns = 25;

/** The text of a chain of steps, row by row. */
export function chainText(size: number, letter: string): string {
  const ids = Array.from({ length: size }, (_, at) => `${letter}${at}`);
  const kind = (at: number): string =>
    at === 0
      ? '{ kind: manual-start }'
      : `{ kind: log, title: Step ${at}, with: { message: ${at} } }`;
  return [
    'stepwell: 1',
    `name: Bench ${size}`,
    'result: done',
    'steps:',
    ...ids.map((id, at) => `  ${id}: ${kind(at)}`),
    'edges:',
    ...ids.slice(1).map((id, at) => `  - ${letter}${at} -> ${id}`),
    'layout:',
    ...ids.map(
      (id, at) => `  ${id}: { x: ${(at % columns) * 296}, y: ${Math.floor(at / columns) * 120} }`,
    ),
    '',
  ].join('\n');
}
