/** Ends an exhaustive switch: a case that the types exclude is a programming error. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`);
}
