import { Composer, Lexer, Parser, type Document, type ParsedNode } from 'yaml';
import type { Sliced } from '../../lib/slices';
import { buildTree } from './build-tree';
import { sourceLimits } from './limits';
import type { SourceNode } from './node';
import type { ProblemList } from './problem-list';
import { reportYamlError } from './yaml-errors';

type Tokens = ReturnType<Parser['end']> extends Generator<infer Token> ? Token[] : never;

/** About a millisecond of work. */
const lexemesBetweenRests = 500;

/**
 * Reads one YAML 1.2 document with places. Problems go to the list; the answer is null when there
 * is nothing that could be shown. Never throws, whatever the text.
 */
export function* readSource(text: string, problems: ProblemList): Sliced<SourceNode | null> {
  if (!checkText(text, problems)) return null;
  const tokens = yield* readTokens(text, problems);
  if (tokens === null) return null;
  const composer = new Composer({
    schema: 'core',
    // A duplicate check of the parser's own would be quadratic; buildTree has a quick one.
    uniqueKeys: false,
    stringKeys: true,
    merge: false,
    resolveKnownTags: false,
    keepSourceTokens: true,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const documents = [...composer.compose(tokens, true, text.length)] as Document.Parsed[];
  yield;
  const [document, second] = documents;
  if (document === undefined) return null;
  for (const error of [...document.errors, ...document.warnings]) reportYamlError(error, problems);
  if (second !== undefined) {
    const from = text.lastIndexOf('---', second.range[0]);
    problems.add({
      code: 'YAML_MULTI_DOC',
      message: 'The file holds more than one YAML document',
      hint: 'Keep one workflow per file: move what follows the line `---` into a file of its own.',
      from: from < 0 ? second.range[0] : from,
      to: from < 0 ? second.range[0] : from + 3,
    });
  }
  const root = document.contents as ParsedNode | null;
  if (root === null) {
    reportEmpty(text, problems);
    return null;
  }
  return buildTree(root, text, problems);
}

function checkText(text: string, problems: ProblemList): boolean {
  if (text.length > sourceLimits.textLength) {
    problems.add({
      code: 'FILE_TOO_LARGE',
      message: `The text has ${text.length} characters, the limit is ${sourceLimits.textLength}`,
      hint: 'Keep data out of the workflow: read it from a file with a step.',
      from: 0,
      to: 0,
    });
    return false;
  }
  if (/^[\s\uFEFF]*$/.test(text)) {
    reportEmpty(text, problems);
    return false;
  }
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    problems.add({
      code: 'FILE_ENCODING',
      message: 'The text contains a NUL character',
      hint: 'Save the file as UTF-8 text.',
      from: nul,
      to: nul + 1,
    });
    return false;
  }
  const surrogate = text.isWellFormed() ? -1 : findLoneSurrogate(text);
  if (surrogate !== -1) {
    problems.add({
      code: 'FILE_ENCODING',
      message: 'The text contains half of a surrogate pair, which UTF-8 cannot hold',
      hint: 'Delete the character, or type it again.',
      from: surrogate,
      to: surrogate + 1,
    });
  }
  return true;
}

function reportEmpty(text: string, problems: ProblemList): void {
  problems.add({
    code: 'FILE_EMPTY',
    message: text === '' ? 'The file has 0 bytes' : 'The file holds no workflow, only blanks',
    hint: 'Start with `stepwell: 1`, a `name:` and `steps:`.',
    from: 0,
    to: text.length,
  });
}

function findLoneSurrogate(text: string): number {
  const match = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.exec(text);
  return match?.index ?? -1;
}

/**
 * The parser itself keeps a list, not the call stack, so it can be stopped at any depth; what
 * comes after it is recursive and must never see a tree deeper than the limit.
 */
function* readTokens(text: string, problems: ProblemList): Sliced<Tokens | null> {
  const parser = new Parser();
  const tokens: Tokens = [];
  let untilRest = lexemesBetweenRests;
  for (const lexeme of new Lexer().lex(text)) {
    untilRest -= 1;
    if (untilRest === 0) {
      untilRest = lexemesBetweenRests;
      yield;
    }
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > sourceLimits.depth + 2) {
      const at = Math.max(0, parser.offset - 1);
      problems.add(tooDeep(at));
      return null;
    }
  }
  tokens.push(...parser.end());
  return tokens;
}

function tooDeep(at: number) {
  return {
    code: 'YAML_TOO_DEEP',
    message: `More than ${sourceLimits.depth} maps and lists stand inside each other`,
    hint: 'Flatten the data, or read it from a file with a step.',
    from: at,
    to: at + 1,
  };
}
