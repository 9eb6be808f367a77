import type { DebugProtocol } from '@vscode/debugprotocol';
import type { ErrorStops } from '@shared/debug/breakpoints';

/** The error filters as the protocol says them. */
export function exceptionArguments({
  all,
  uncaught,
  condition,
}: ErrorStops): DebugProtocol.SetExceptionBreakpointsArguments {
  const chosen = [...(all ? ['all'] : []), ...(uncaught ? ['uncaught'] : [])];
  if (condition === undefined || condition.trim() === '') return { filters: chosen };
  return { filters: [], filterOptions: chosen.map((filterId) => ({ filterId, condition })) };
}
