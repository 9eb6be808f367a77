import type { MapNode } from '../source/node';
import { childOf, nameOf, type ReadContext } from './read-context';

/** The version of the file format that this program writes. */
export const currentFormat = 1;

/** The file's format version; a missing or broken one is reported and taken for the current one. */
export function readFormat(context: ReadContext, root: MapNode): number {
  const node = childOf(root, 'stepwell');
  if (node === undefined) {
    const at = root.from;
    const line = `stepwell: ${currentFormat}\n`;
    context.problems.add({
      code: 'FORMAT_MISSING',
      message: 'The file does not say which format version it has',
      hint: `Start it with the line \`stepwell: ${currentFormat}\`.`,
      from: at,
      to: at,
      fixes: root.flow
        ? []
        : [
            {
              title: `Add \`stepwell: ${currentFormat}\``,
              changes: [{ from: at, to: at, insert: line }],
            },
          ],
    });
    return currentFormat;
  }
  const version = node.type === 'scalar' ? node.value : null;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    context.problems.add({
      code: 'FORMAT_INVALID',
      message: `\`stepwell\` must be a format version such as ${currentFormat}, found ${nameOf(node)}`,
      hint: `Write \`stepwell: ${currentFormat}\`.`,
      from: node.from,
      to: node.to,
    });
    return currentFormat;
  }
  if (version > currentFormat) {
    context.problems.add({
      code: 'FORMAT_NEWER',
      message: `The file has format version ${version}, this Stepwell reads up to ${currentFormat}`,
      hint: 'Update Stepwell to edit or run it. It is shown as far as it is understood.',
      from: node.from,
      to: node.to,
    });
  }
  return version;
}
