import {
  type Breakpoint,
  breakpointSchema,
  type ErrorStops,
  errorStopsSchema,
} from '@shared/debug/breakpoints';
import type { WorkflowId } from '@shared/lib/ids';
import { commit } from '../commit';
import type { Database } from '../database';

/** Personal breakpoints by workflow. */
export interface BreakpointsRepository {
  /** In their order; one that another version wrote and this one cannot read is left out. */
  list(workflow: WorkflowId): Breakpoint[];
  errorStops(workflow: WorkflowId): ErrorStops | undefined;
  /** Replaces all of the workflow; error stops only where given. */
  put(
    workflow: WorkflowId,
    breakpoints: readonly Breakpoint[],
    errorStops: ErrorStops | undefined,
    now: number,
  ): void;
}

export function createBreakpointsRepository(database: Database): BreakpointsRepository {
  const list = database
    .prepare<[string], string>(
      'SELECT definition FROM breakpoints WHERE workflow_id = ? ORDER BY position',
    )
    .pluck();
  const clear = database.prepare<[string]>('DELETE FROM breakpoints WHERE workflow_id = ?');
  const insert = database.prepare<[string, string, number, string, number]>(`
    INSERT INTO breakpoints (workflow_id, id, position, definition, updated_at)
    VALUES (?, ?, ?, ?, ?)
  `);
  const findStops = database
    .prepare<[string], string>('SELECT definition FROM error_stops WHERE workflow_id = ?')
    .pluck();
  const putStops = database.prepare<[string, string, number]>(`
    INSERT INTO error_stops (workflow_id, definition, updated_at) VALUES (?, ?, ?)
    ON CONFLICT (workflow_id) DO UPDATE
      SET definition = excluded.definition, updated_at = excluded.updated_at
  `);
  return {
    list(workflow) {
      const found: Breakpoint[] = [];
      for (const text of list.all(workflow) as string[]) {
        const parsed = breakpointSchema.safeParse(readJson(text));
        if (parsed.success) found.push(parsed.data);
      }
      return found;
    },
    errorStops(workflow) {
      const text = findStops.get(workflow);
      return text === undefined ? undefined : errorStopsSchema.safeParse(readJson(text)).data;
    },
    put(workflow, breakpoints, errorStops, now) {
      commit(database, () => {
        clear.run(workflow);
        for (const [position, breakpoint] of breakpoints.entries()) {
          insert.run(workflow, breakpoint.id, position, JSON.stringify(breakpoint), now);
        }
        if (errorStops) putStops.run(workflow, JSON.stringify(errorStops), now);
      });
    },
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
