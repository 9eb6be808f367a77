import { isDeepStrictEqual } from 'node:util';
import { valueAt } from '@shared/debug/data-path';
import type { JsonValue } from '@shared/lib/json';
import type { GatePoint } from '../../engine/gates/debug-port';
import type { BreakpointState } from './breakpoint-state';

/** What data breakpoints saw last. A variable is another one in every workflow that is called. */
export class DataWatch {
  private readonly seen = new Map<string, JsonValue | undefined>();

  /** Those whose value is another than when they were looked at last. */
  changed(watched: readonly BreakpointState[], point: GatePoint): readonly BreakpointState[] {
    if (watched.length === 0) return watched;
    return watched.filter((state) => this.look(state, point));
  }

  /** A person changed something: that is no news to them. */
  look(state: BreakpointState, point: GatePoint): boolean {
    const { path } = state;
    if (path === null || !state.belongsTo(point.workflow)) return false;
    if (path.root === 'steps') {
      return path.name === point.step && point.output !== undefined
        ? this.note(state.id, valueAt(point.output, path.keys), true)
        : false;
    }
    const value = valueAt(point.vars, [path.name, ...path.keys]);
    return this.note(`${state.id} ${point.frame}`, value, false);
  }

  /** The first sight of a variable is no change of it; of an output it is. */
  private note(key: string, value: JsonValue | undefined, firstCounts: boolean): boolean {
    const isFirst = !this.seen.has(key);
    const before = this.seen.get(key);
    this.seen.set(key, value);
    if (isFirst) return firstCounts && value !== undefined;
    return !isDeepStrictEqual(before, value);
  }
}
