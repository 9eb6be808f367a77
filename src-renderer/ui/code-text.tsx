export interface CodeTextProps {
  /** Words with code between backticks, as in a commit message. */
  readonly children: string;
}

/** A sentence in which names from code look like it. */
export function CodeText({ children }: CodeTextProps) {
  return children
    .split('`')
    .map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));
}
