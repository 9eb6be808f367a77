import { parseTemplate } from '../../expressions/template';
import type { StepDefinition } from '../../steps/define-step';
import type { Step } from '../../workflow/model';
import { treeOf } from '../../workflow/typing/setting-type';
import type { WorkflowTypes } from '../../workflow/typing/workflow-types';
import { walkTemplates } from '../../workflow/validate/walk-templates';
import { declareNames } from './context-file';
import { isImportable, pathName, type VirtualFile } from './virtual-file';

/** Every binding of a step's settings as a file of its own. */
export function expressionFiles(
  types: WorkflowTypes,
  step: Step,
  definition: StepDefinition,
): readonly VirtualFile[] {
  const files: VirtualFile[] = [];
  for (const [key, value] of Object.entries(step.config)) {
    if (definition.verbatim.includes(key)) continue;
    const names = types.rootsInSetting(step.id, key);
    walkTemplates(value, [key], (text, path) => {
      for (const segment of parseTemplate(text).segments) {
        if (typeof segment === 'string' || treeOf(segment.source) === null) continue;
        const { source } = segment;
        const folder = `file:///expression/${step.id}/${pathName(path)}.${segment.from}`;
        const used = new Map(
          [...names].filter(([name]) => isImportable(name) && source.includes(name)),
        );
        const steps = new Set([...source.matchAll(/[A-Za-z_$][\w$]*/g)].map(([word]) => word));
        const before = `import { ${[...used.keys()].join(', ')} } from './context'; export const value = (`;
        files.push({
          name: `${folder}/value.ts`,
          text: `${before}${source}\n);\n`,
          from: before.length,
          to: before.length + source.length,
          context: {
            name: `${folder}/context.d.ts`,
            text: `export {};\n${declareNames(used, { for: 'expression', steps }, 'export declare const')}`,
          },
          origin: { kind: 'expression', step: step.id, path, offset: segment.from + 2 },
        });
      }
    });
  }
  return files;
}
