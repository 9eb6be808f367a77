import { type ParsedWorkflow, parseWorkflow } from '../parse-workflow';
import { validateWorkflow } from '../validate/validate-workflow';
import type { FoundWorkflow, StepKinds, ValidateOptions, WhyMissing } from '../validate/validation';

/** All workflows that one workflow calls, directly and through others, as texts: what crosses between processes. */
export interface CalledSet {
  /** The key of the workflow itself, where others may call it. */
  readonly self: string | null;
  readonly links: readonly CallLink[];
  readonly workflows: readonly CalledText[];
}

/** Where a reference leads. */
export interface CallLink {
  /** The key of the workflow that says it; null for the one whose calls these are. */
  readonly from: string | null;
  readonly reference: string;
  /** The key of a workflow; null when it leads to none. */
  readonly to: string | null;
  /** References that would lead to a workflow. */
  readonly known?: readonly string[] | undefined;
  readonly why?: WhyMissing | undefined;
}

export interface CalledText {
  readonly key: string;
  readonly hash: string;
  readonly text: string;
}

/** Reads texts of called workflows, each text once for as long as it is in use. */
export interface CalledReader {
  /** The validator's options for a set; what an earlier set had and this one has not is forgotten. */
  read(
    set: CalledSet,
  ): Required<Pick<ValidateOptions, 'resolveWorkflow'>> & Pick<ValidateOptions, 'self'>;
}

type Found = Extract<FoundWorkflow, { type: 'found' }>;

export function createCalledReader(
  kinds: StepKinds,
  parse: (text: string) => ParsedWorkflow = parseWorkflow,
): CalledReader {
  let known = new Map<string, Omit<Found, 'key'> | null>();

  function lookAt(text: string): Omit<Found, 'key'> | null {
    const parsed = parse(text);
    if (parsed.workflow === null) return null;
    const first = validateWorkflow(parsed, kinds).find(({ severity }) => severity === 'error');
    return {
      type: 'found',
      workflow: parsed.workflow,
      ...(first && { broken: { message: first.message, line: first.line } }),
    };
  }

  return {
    read(set) {
      const now = new Map<string, Omit<Found, 'key'> | null>();
      const byKey = new Map<string, FoundWorkflow>();
      for (const { key, hash, text } of set.workflows) {
        const seen = known.get(hash);
        const found = seen === undefined ? lookAt(text) : seen;
        now.set(hash, found);
        byKey.set(key, found === null ? unreadable : { ...found, key });
      }
      known = now;
      const links = new Map(set.links.map((link) => [linkKey(link.from, link.reference), link]));
      const ownKey = set.self;
      return {
        ...(ownKey !== null && { self: ownKey }),
        resolveWorkflow(reference, from) {
          const link = links.get(linkKey(from === ownKey ? null : from, reference));
          if (link === undefined) return undefined;
          if (link.to !== null) return byKey.get(link.to);
          return {
            type: 'missing',
            ...(link.known && { known: link.known }),
            ...(link.why && { why: link.why }),
          };
        },
      };
    },
  };
}

const unreadable: FoundWorkflow = {
  type: 'missing',
  why: {
    code: 'WORKFLOW_BROKEN',
    message: 'it cannot be read as a workflow',
    hint: 'Open it and solve what its problems list shows as errors.',
  },
};

function linkKey(from: string | null, reference: string): string {
  return `${from ?? ''}\0${reference}`;
}
