import type { Field, Type } from '../../types/type';
import type { StepId } from '../model';

/**
 * The keys of `steps`: what a step gives is worked out when it is asked for. Only the steps before
 * are listed, but any can be asked: whether it comes before is not a question of types.
 */
export class StepFields implements ReadonlyMap<StepId, Field> {
  private listed: ReadonlyMap<StepId, Field> | undefined;

  constructor(
    private readonly list: () => Iterable<StepId>,
    private readonly read: (id: StepId) => Field | undefined,
  ) {}

  get(id: StepId): Field | undefined {
    return this.read(id);
  }

  has(id: StepId): boolean {
    return this.read(id) !== undefined;
  }

  get size(): number {
    return this.all().size;
  }

  keys() {
    return this.all().keys();
  }

  values() {
    return this.all().values();
  }

  entries() {
    return this.all().entries();
  }

  [Symbol.iterator]() {
    return this.all()[Symbol.iterator]();
  }

  forEach(each: (value: Field, key: StepId, map: ReadonlyMap<StepId, Field>) => void): void {
    this.all().forEach((field, id) => each(field, id, this));
  }

  private all(): ReadonlyMap<StepId, Field> {
    this.listed ??= new Map(
      [...this.list()].flatMap((id): [StepId, Field][] => {
        const field = this.read(id);
        return field === undefined ? [] : [[id, field]];
      }),
    );
    return this.listed;
  }
}

/** A key that is there whenever the step has run. */
export function stepField(type: Type, title: string | undefined): Field {
  return { type, optional: false, ...(title !== undefined && { doc: title }) };
}
