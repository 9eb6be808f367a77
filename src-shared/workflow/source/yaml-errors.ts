import type { YAMLError } from 'yaml';
import type { ProblemList } from './problem-list';

// The parser's findings in our words: what is wrong and what to type instead.

const hints: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_INDENT: 'Keys of one map start in the same column: align this line with its neighbours.',
  MISSING_CHAR: 'A quote, bracket, colon or comma is missing here or just before.',
  BAD_SCALAR_START: 'Put the text in quotes.',
  BAD_DQ_ESCAPE: 'Use single quotes, or double the backslash.',
  BLOCK_AS_IMPLICIT_KEY: 'Put a text that contains ": " in quotes.',
  MULTILINE_IMPLICIT_KEY: 'Write the key on one line, followed by a colon.',
  BLOCK_IN_FLOW: 'Inside { } and [ ], put the text in quotes.',
  NON_STRING_KEY: 'Keys are plain words: write a name followed by a colon.',
  BAD_ALIAS: 'Give the alias a name: *name.',
  UNEXPECTED_TOKEN: 'Put the text in quotes, or check the brackets before it.',
};

export function reportYamlError(error: YAMLError, problems: ProblemList): void {
  const [from, to] = error.pos;
  const message = error.message.replace(/ at line \d+, column \d+:?[\s\S]*$/, '');
  switch (error.code) {
    // The second document is reported once, with its own hint, by the reader.
    case 'MULTIPLE_DOCS':
      return;
    case 'TAG_RESOLVE_FAILED':
      // buildTree reports every tag that is not one of the core schema.
      return;
    case 'RESOURCE_EXHAUSTION':
      problems.add({ code: 'YAML_ALIASES', message, from, to });
      return;
    default: {
      const hint = hints[error.code];
      problems.add({
        code: 'YAML_SYNTAX',
        message,
        hint: hint ?? 'Check the indentation and the quotes on this line.',
        from,
        to: Math.max(to, from + 1),
      });
    }
  }
}
