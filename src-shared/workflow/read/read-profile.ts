import type { SemanticsProfile } from '../model';
import { toJson, type MapNode } from '../source/node';
import {
  childMap,
  childOf,
  childText,
  isNothing,
  reportUnknownKeys,
  wrongType,
  type ReadContext,
} from './read-context';

export const profileChoices = {
  missing: ['error', 'null', 'literal'],
  interpolation: ['typed', 'text'],
  join: ['any', 'all', 'settled'],
  scheduling: ['parallel', 'sequential'],
} as const;

const profileKeys = ['dialect', ...Object.keys(profileChoices)];

/** `profile:` of an imported file; parts that are wrong mean what they mean without a profile. */
export function readProfile(context: ReadContext, root: MapNode): SemanticsProfile | undefined {
  const node = childMap(context, root, 'profile', '`profile`');
  if (node === undefined) return undefined;
  reportUnknownKeys(context, node, profileKeys, '`profile`');
  const dialect = childText(context, node, 'dialect', '`profile.dialect`');
  if (dialect === undefined && childOf(node, 'dialect') === undefined) {
    context.problems.add({
      code: 'SCHEMA_REQUIRED',
      message: 'The profile has no `dialect`',
      hint: 'Name the program the file comes from, for example `dialect: node-red`.',
      from: node.from,
      to: node.to,
    });
  }
  const missing = readPart(context, node, 'missing');
  const interpolation = readPart(context, node, 'interpolation');
  const join = readPart(context, node, 'join');
  const scheduling = readPart(context, node, 'scheduling');
  return {
    dialect: dialect ?? '',
    ...(missing !== undefined && { missing }),
    ...(interpolation !== undefined && { interpolation }),
    ...(join !== undefined && { join }),
    ...(scheduling !== undefined && { scheduling }),
  };
}

function readPart<Part extends keyof typeof profileChoices>(
  context: ReadContext,
  node: MapNode,
  part: Part,
): (typeof profileChoices)[Part][number] | undefined {
  const child = childOf(node, part);
  if (child === undefined || isNothing(child)) return undefined;
  const value = toJson(child);
  const choices: readonly (typeof profileChoices)[Part][number][] = profileChoices[part];
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) {
    const expected = `one of ${choices.map((name) => (name === 'null' ? '"null"' : name)).join(', ')}`;
    wrongType(context, child, `\`profile.${part}\``, expected, { code: 'SCHEMA_VALUE' });
  }
  return choice;
}
