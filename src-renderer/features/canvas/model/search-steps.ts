import type { StepCategory, StepDefinition } from '@shared/steps/define-step';

// The palette's search: words in any order, titles before keywords before descriptions.

export const categoryTitles: Readonly<Record<StepCategory, string>> = {
  trigger: 'Start',
  integration: 'Connect',
  data: 'Data',
  logic: 'Decide',
  flow: 'Flow',
  code: 'Code',
  annotation: 'Notes',
};

const categoryOrder: readonly StepCategory[] = [
  'trigger',
  'integration',
  'data',
  'logic',
  'flow',
  'code',
  'annotation',
];

/** Matches, best first; everything by category when nothing is typed. */
export function searchDefinitions(
  definitions: readonly StepDefinition[],
  query: string,
): readonly StepDefinition[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return [...definitions].sort(
      (a, b) => categoryOrder.indexOf(a.category) - categoryOrder.indexOf(b.category),
    );
  }
  return definitions
    .map((definition) => ({ definition, score: scoreOf(definition, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.definition.title.localeCompare(b.definition.title))
    .map(({ definition }) => definition);
}

function scoreOf(definition: StepDefinition, words: readonly string[]): number {
  let total = 0;
  for (const word of words) {
    const score = wordScore(definition, word);
    if (score === 0) return 0;
    total += score;
  }
  return total;
}

function wordScore(definition: StepDefinition, word: string): number {
  const title = definition.title.toLowerCase();
  if (title === word) return 100;
  if (title.startsWith(word)) return 60;
  if (title.split(/\s+/).some((part) => part.startsWith(word))) return 40;
  if (definition.keywords.some((keyword) => keyword.toLowerCase() === word)) return 30;
  if (definition.keywords.some((keyword) => keyword.toLowerCase().startsWith(word))) return 20;
  if (title.includes(word) || definition.kind.includes(word)) return 15;
  if (categoryTitles[definition.category].toLowerCase().startsWith(word)) return 10;
  return definition.description.toLowerCase().includes(word) ? 5 : 0;
}

/** Kinds that can stand at the other end of a held wire. */
export function definitionsFor(
  definitions: readonly StepDefinition[],
  end: 'input' | 'output' | undefined,
): readonly StepDefinition[] {
  if (!end) return definitions;
  return definitions.filter((definition) => {
    if (definition.annotation) return false;
    const ports = definition.ports(definition.defaults);
    return (end === 'input' ? ports.inputs : ports.outputs).length > 0;
  });
}
