/** Where a colour begins in a line, as Monaco takes it. */
export interface LineToken {
  readonly startIndex: number;
  readonly scopes: string;
}
