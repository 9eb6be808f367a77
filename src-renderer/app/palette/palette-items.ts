import type { LibraryEntry, SampleEntry } from '@shared/ipc/library';
import type { Graph, Workflow } from '@shared/workflow/model';

export interface StepTarget {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
}

const mostShown = 8;

/** Steps, nested ones too, whose title or id holds every word that was typed. */
export function findSteps(workflow: Workflow | null, query: string): StepTarget[] {
  const words = wordsOf(query);
  if (!workflow || words.length === 0) return [];
  const found: StepTarget[] = [];
  const visit = (graph: Graph): void => {
    for (const step of graph.steps.values()) {
      if (found.length >= mostShown) return;
      const title = step.title ?? step.id;
      if (holds(`${title} ${step.id}`, words)) found.push({ id: step.id, title, kind: step.kind });
      if (step.body) visit(step.body);
    }
  };
  visit(workflow);
  return found;
}

/** Workflows to go to: those that match, or the ones changed last. */
export function findWorkflows(
  entries: readonly LibraryEntry[],
  query: string,
  current: string | null,
): LibraryEntry[] {
  const words = wordsOf(query);
  return entries
    .filter((entry) => entry.id !== current && holds(entry.name, words))
    .sort((a, b) => b.updatedAt - a.updatedAt)
    .slice(0, words.length === 0 ? 4 : mostShown);
}

/** Templates to start from; only those that are asked for. */
export function findTemplates(templates: readonly SampleEntry[], query: string): SampleEntry[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  return templates.filter(({ name, tags }) => holds([name, 'template', ...tags].join(' '), words));
}

function wordsOf(query: string): string[] {
  return query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
}

function holds(text: string, words: readonly string[]): boolean {
  const lower = text.toLocaleLowerCase();
  return words.every((word) => lower.includes(word));
}
