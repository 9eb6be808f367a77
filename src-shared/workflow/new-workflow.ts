import { emitInline } from './source/emit-scalar';

/** The JSON Schema that editors find through the first line of a file. */
export const schemaAddress = 'https://stepwell.dev/schema/workflow-1.json';

/** The text of a new workflow: a name and one step to start from. */
export function newWorkflowText(name: string): string {
  const line = name.replace(/\s+/g, ' ').trim() || 'Untitled workflow';
  return `# yaml-language-server: $schema=${schemaAddress}
stepwell: 1
name: ${emitInline(line, false)}

steps:
  start:
    kind: manual-start

layout:
  start: { x: 0, y: 0 }
`;
}
