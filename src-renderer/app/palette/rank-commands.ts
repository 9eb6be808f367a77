import type { Command } from '../commands/command';

/**
 * The commands that match what was typed, best first: a title that starts so, a word that starts
 * so, the letters anywhere, a keyword, and last the initials (`tbp` finds Toggle bottom panel).
 */
export function rankCommands(commands: readonly Command[], query: string): Command[] {
  const wanted = query.trim().toLocaleLowerCase();
  if (wanted === '') return [...commands];
  return commands
    .map((command) => ({ command, rank: rankOf(command, wanted) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ command }) => command);
}

function rankOf(command: Command, wanted: string): number | null {
  const title = command.title.toLocaleLowerCase();
  if (title.startsWith(wanted)) return 0;
  const words = title.split(/\s+/);
  const parts = wanted.split(/\s+/);
  if (parts.every((part) => words.some((word) => word.startsWith(part)))) return 1;
  if (title.includes(wanted)) return 2;
  const others = [command.group, ...(command.keywords ?? [])].map((word) =>
    word.toLocaleLowerCase(),
  );
  if (parts.every((part) => [...words, ...others].some((word) => word.startsWith(part)))) return 3;
  if (
    words
      .map((word) => word[0])
      .join('')
      .startsWith(wanted)
  )
    return 4;
  return null;
}
