import { analyzeTemplate } from '../expressions/analyze';
import type { TemplateReference } from '../expressions/types';
import { stepRunKey, type ScopePath } from '../runs/scope-path';
import { bodiesAt } from './bodies';
import { codeMentions } from './code-mentions';
import { lastUpTo } from './log-index';
import { errorOrigin, startOf } from './origin-events';
import { givesName, localValue } from './origin-locals';
import { node, type OriginNode } from './origin-node';
import { placeOf, titleOf, type RunPrograms } from './programs';
import type { RunLog } from './run-log';
import { pathText } from './value-diff';
import {
  bindingAt,
  hasBinding,
  nothingMade,
  sourceOf,
  textsIn,
  valueAt,
  valueAtPath,
  type Made,
  type ValuePath,
} from './value-source';

/** Chains are cut here; longer ones help nobody. */
const deepest = 12;
export const widest = 12;

/** Finds one chain; what leads to itself is told once. */
export class OriginFinder {
  private readonly under = new Set<string>();

  constructor(
    private readonly log: RunLog,
    private readonly programs: RunPrograms,
  ) {}

  output(step: string, path: ScopePath, field: ValuePath, seq: number, depth: number): OriginNode {
    const bodies = bodiesAt(this.log, this.programs, path, seq);
    const { workflow } = bodies.at(-1)?.frame ?? { workflow: null };
    const run = this.log.stateAt(seq)?.steps.get(stepRunKey(path, step));
    const value = valueAt(run?.output, field);
    const made = lastUpTo(this.log.index.ofStep(stepRunKey(path, step)), seq) ?? null;
    const id = `${stepRunKey(path, step)}:${pathText(field)}`;
    const isPin = run?.pinned === true;
    const from = isPin
      ? []
      : this.once(id, depth, () =>
          this.madeFrom(step, path, { made: run?.output, field }, seq, depth + 1),
        );
    return node({
      kind: isPin ? 'pin' : 'output',
      title: isPin
        ? `Pinned output of ${titleOf(workflow, step)}`
        : `Output of ${titleOf(workflow, step)}`,
      field: pathText(field),
      step,
      path,
      seq: made,
      value,
      from,
    });
  }

  /** What a step made its output from: the setting that has the same value, or else all it binds. */
  private madeFrom(
    step: string,
    path: ScopePath,
    value: Made,
    seq: number,
    depth: number,
  ): readonly OriginNode[] {
    const run = this.log.stateAt(seq)?.steps.get(stepRunKey(path, step));
    const input = run?.input !== undefined && 'value' in run.input ? run.input.value : null;
    const place = sourceOf(input, value);
    if (place !== null) return [this.setting(step, path, place, seq, depth)];
    const body = bodiesAt(this.log, this.programs, path, seq).at(-1);
    const found = placeOf(body?.frame.workflow ?? null, step);
    if (found === null) return [];
    const verbatim = this.programs.definitionOf(found.step.kind)?.verbatim ?? [];
    const nodes: OriginNode[] = [];
    for (const key of Object.keys(found.step.config)) {
      if (nodes.length >= widest) break;
      const setting = found.step.config[key];
      if (verbatim.includes(key) && typeof setting === 'string') {
        nodes.push(...this.code(step, path, setting, seq, depth));
      } else if (hasBinding(setting)) nodes.push(this.setting(step, path, [key], seq, depth));
    }
    return nodes;
  }

  /** Lines of code that mention what the step sees. */
  private code(
    step: string,
    path: ScopePath,
    text: string,
    seq: number,
    depth: number,
  ): readonly OriginNode[] {
    const { frame } = bodiesAt(this.log, this.programs, path, seq).at(-1) ?? { frame: null };
    return codeMentions(text)
      .slice(0, widest)
      .map(({ line, text: source, references }) =>
        node({
          kind: 'code',
          title: `Line ${line} of ${titleOf(frame?.workflow ?? null, step)}`,
          field: '',
          step,
          path,
          seq: null,
          text: source,
          line,
          from: references.map((one) => this.reference(one, step, path, seq, depth + 1)),
        }),
      );
  }

  setting(step: string, path: ScopePath, field: ValuePath, seq: number, depth: number): OriginNode {
    const body = bodiesAt(this.log, this.programs, path, seq).at(-1);
    const workflow = body?.frame.workflow ?? null;
    const config = placeOf(workflow, step)?.step.config ?? {};
    const { text, rest } = bindingAt(config, field);
    const run = this.log.stateAt(seq)?.steps.get(stepRunKey(path, step));
    const value = valueAt(run?.input, field);
    const common = {
      field: pathText(field),
      step,
      path,
      seq: this.log.index.ofStep(stepRunKey(path, step))[0] ?? null,
      value,
    };
    const title = `Setting ${pathText(field)} of ${titleOf(workflow, step)}`;
    const texts = text === null ? textsIn(valueAtPath(config, field)) : [text];
    if (texts.length === 0) return node({ ...common, kind: 'constant', title, from: [] });
    // What a setting was bound to is what was there before the step started.
    const before = Math.max(1, (startOf(this.log, step, path, seq) ?? seq) - 1);
    const references = texts.flatMap((one) => {
      const { references: found, single } = analyzeTemplate(one);
      return found.map((reference) =>
        single && found.length === 1
          ? { ...reference, path: [...reference.path, ...rest] }
          : reference,
      );
    });
    const from = this.once(`${stepRunKey(path, step)}<${pathText(field)}`, depth, () =>
      references
        .slice(0, widest)
        .map((reference) => this.reference(reference, step, path, before, depth + 1)),
    );
    return node({ ...common, kind: 'setting', title, text: texts.join('\n'), from });
  }

  reference(
    { root, path: keys }: Pick<TemplateReference, 'root' | 'path'>,
    step: string,
    path: ScopePath,
    seq: number,
    depth: number,
  ): OriginNode {
    const plain = { field: pathText(keys), step: null, path: [], seq: null, from: [] };
    switch (root) {
      case 'steps':
        return this.fromStep(keys, path, seq, depth);
      case 'vars':
        return this.variable(keys, path, seq, depth);
      case 'input':
        return this.input(keys, path, seq, depth);
      case 'env':
        return node({
          ...plain,
          kind: 'environment',
          title: `Environment variable ${String(keys[0] ?? '')}`,
        });
      case 'secrets':
        return node({ ...plain, kind: 'secret', title: `Secret ${String(keys[0] ?? '')}` });
      case 'run':
      case 'trigger':
        return node({
          ...plain,
          kind: 'run',
          title: root === 'run' ? 'The run itself' : 'What started the run',
        });
      case 'error':
        return errorOrigin(this.log, this.programs, { step, path, seq }, plain);
      default:
        return this.local(root, keys, path, seq, depth);
    }
  }

  /** A step of this graph, or of one around it. */
  private fromStep(keys: ValuePath, path: ScopePath, seq: number, depth: number): OriginNode {
    const [id, ...field] = keys;
    const bodies = bodiesAt(this.log, this.programs, path, seq);
    const name = String(id ?? '');
    const body = bodies.findLast(({ graph }) => graph.steps.has(name));
    return this.output(name, body?.path ?? path, field, seq, depth);
  }

  private variable(keys: ValuePath, path: ScopePath, seq: number, depth: number): OriginNode {
    const [first, ...field] = keys;
    const name = String(first ?? '');
    const body = bodiesAt(this.log, this.programs, path, seq).at(-1);
    const frame = body === undefined || body.frameLength === 0 ? undefined : body.frameLength;
    const set = this.log.at(lastUpTo(this.log.index.ofVariable(path, frame, name), seq) ?? 0);
    const state = this.log.stateAt(seq);
    if (set?.type !== 'variable.set') {
      const text = textsIn(body?.frame.workflow?.vars[name])[0];
      return node({
        kind: 'variable',
        title: `First value of the variable ${name}`,
        field: pathText(field),
        step: null,
        path: [],
        seq: null,
        ...(text !== undefined && { text }),
        value: frame === undefined ? valueAtPath(state?.vars[name] ?? null, field) : undefined,
        from: [],
      });
    }
    const value = valueAt(set.value, field);
    const { step, path: at } = set;
    const from = this.once(`${set.seq}:${name}`, depth, () =>
      this.madeFrom(step, at, { made: set.value, field }, set.seq, depth + 1),
    );
    return node({
      kind: 'variable',
      title: `Variable ${name}, set by ${titleOf(body?.frame.workflow ?? null, step)}`,
      field: pathText(field),
      step,
      path: at,
      seq: set.seq,
      value,
      from,
    });
  }

  /** The run's own input, or what the step that called the workflow gave it. */
  private input(keys: ValuePath, path: ScopePath, seq: number, depth: number): OriginNode {
    const body = bodiesAt(this.log, this.programs, path, seq).at(-1);
    const length = body?.frameLength ?? 0;
    const caller = path[length - 1];
    const state = this.log.stateAt(seq);
    if (caller === undefined) {
      return node({
        kind: 'input',
        title: 'Input of the run',
        field: pathText(keys),
        step: null,
        path: [],
        seq: 1,
        value: valueAt(state?.input, keys),
        from: [],
      });
    }
    const outer = path.slice(0, length - 1);
    const around = bodiesAt(this.log, this.programs, outer, seq).at(-1);
    const kind = placeOf(around?.frame.workflow ?? null, caller.step)?.step.kind ?? '';
    const setting = this.programs.definitionOf(kind)?.calls?.input ?? 'input';
    return node({
      kind: 'input',
      title: `Input of ${body?.frame.name ?? 'the called workflow'}`,
      field: pathText(keys),
      step: caller.step,
      path: outer,
      seq: null,
      from: [this.setting(caller.step, outer, [setting, ...keys], seq, depth + 1)],
    });
  }

  /** What a container gives to its body: of a loop, an item of the list it goes through. */
  private local(
    root: string,
    keys: ValuePath,
    path: ScopePath,
    seq: number,
    depth: number,
  ): OriginNode {
    const bodies = bodiesAt(this.log, this.programs, path, seq);
    const body = bodies.findLast(
      (one) => one.started !== null && givesName(this.programs, one, root),
    );
    const segment = body?.path.at(-1);
    if (body === undefined || segment === undefined) {
      return node({
        kind: 'item',
        title: root,
        field: pathText(keys),
        step: null,
        path,
        seq: null,
        from: [],
      });
    }
    const outer = body.path.slice(0, -1);
    const workflow = bodies[body.path.length - 1]?.frame.workflow ?? null;
    const from = this.once(`${segment.step}@${root}`, depth, () =>
      this.madeFrom(segment.step, outer, nothingMade, seq, depth + 1),
    );
    return node({
      kind: 'item',
      title: `${root} of ${titleOf(workflow, segment.step)}, iteration ${segment.iteration + 1}`,
      field: pathText(keys),
      step: segment.step,
      path: outer,
      seq: body.started?.seq ?? null,
      value: localValue(this.programs, body, root, keys),
      from,
    });
  }

  private once(
    id: string,
    depth: number,
    find: () => readonly OriginNode[],
  ): readonly OriginNode[] {
    if (depth >= deepest || this.under.has(id)) return [];
    this.under.add(id);
    try {
      return find();
    } finally {
      this.under.delete(id);
    }
  }
}
