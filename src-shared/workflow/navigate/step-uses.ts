import { draftEdit } from '../edit/plan-edit';
import type { StepId } from '../model';
import type { ParsedWorkflow } from '../parse-workflow';
import type { TextRange } from '../problem';

export type UseKind = 'definition' | 'edge' | 'layout' | 'pin' | 'setting';

/** One place of the text that names a step. */
export interface StepUse {
  readonly kind: UseKind;
  /** Of the id in the text. */
  readonly range: TextRange;
  /** The step whose text it stands in; absent for the workflow's own. */
  readonly step?: StepId;
  readonly edge?: string;
  /** 1-based. */
  readonly line: number;
  /** The line it stands on, without the blanks around. */
  readonly text: string;
}

/**
 * Everywhere a step is named: what a rename would change is what refers to it, so the two can never
 * differ.
 */
export function usesOfStep(
  parsed: ParsedWorkflow,
  id: StepId,
  verbatim: (kind: string) => readonly string[],
): readonly StepUse[] {
  if (!parsed.source.steps.has(id)) return [];
  const other = freeName(parsed, id);
  const changes = draftEdit(parsed, { type: 'rename-step', id, to: other }, { verbatim }) ?? [];
  return changes.flatMap((change) =>
    occurrences(parsed.text, change, id).map((range) => useAt(parsed, id, range)),
  );
}

/** A name that nobody has. */
function freeName(parsed: ParsedWorkflow, id: StepId): StepId {
  for (let at = 0; ; at += 1) {
    const name = `renamed_${at}`;
    if (name !== id && !parsed.source.steps.has(name)) return name;
  }
}

/** A change is a part of the id (what both names share stays), or a text around it that is written anew. */
function occurrences(text: string, change: TextRange, id: StepId): TextRange[] {
  let { from, to } = change;
  while (from > 0 && /[\w$]/.test(text[from - 1] ?? '')) from -= 1;
  while (to < text.length && /[\w$]/.test(text[to] ?? '')) to += 1;
  const pattern = new RegExp(`(?<![\\w$])${id}(?![\\w$])`, 'g');
  return [...text.slice(from, to).matchAll(pattern)].map((match) => ({
    from: from + match.index,
    to: from + match.index + id.length,
  }));
}

function useAt(parsed: ParsedWorkflow, id: StepId, range: TextRange): StepUse {
  const { places, text } = parsed;
  const lineStart = text.lastIndexOf('\n', range.from - 1) + 1;
  const lineEnd = text.indexOf('\n', range.from);
  const line = text.slice(0, range.from).split('\n').length;
  const step = places.stepAt(range.from);
  const edge = places.edgeAt(range.from);
  return {
    kind: kindOf(parsed, id, range, edge),
    range,
    ...(step !== null && { step }),
    ...(edge !== null && { edge }),
    line,
    text: text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd).trim(),
  };
}

function kindOf(
  { places }: ParsedWorkflow,
  id: StepId,
  range: TextRange,
  edge: string | null,
): UseKind {
  if (places.stepId(id)?.from === range.from) return 'definition';
  if (edge !== null) return 'edge';
  for (const block of ['layout', 'pins'] as const) {
    const place = places.value([block]);
    if (place && place.from <= range.from && range.to <= place.to) {
      return block === 'pins' ? 'pin' : 'layout';
    }
  }
  return 'setting';
}

/** The step that is named at a place of the text; null where none is. */
export function stepNamedAt(
  parsed: ParsedWorkflow,
  offset: number,
  verbatim: (kind: string) => readonly string[],
): { readonly id: StepId; readonly range: TextRange } | null {
  const { text } = parsed;
  let from = offset;
  let to = offset;
  while (from > 0 && /\w/.test(text[from - 1] ?? '')) from -= 1;
  while (to < text.length && /\w/.test(text[to] ?? '')) to += 1;
  const id = text.slice(from, to);
  if (!parsed.source.steps.has(id)) return null;
  const use = usesOfStep(parsed, id, verbatim).find(({ range }) => range.from === from);
  return use === undefined ? null : { id, range: use.range };
}
