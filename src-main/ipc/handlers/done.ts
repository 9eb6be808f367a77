/** The answer of a call that has nothing to say. */
export function done(_result: void): Record<string, never> {
  return {};
}
