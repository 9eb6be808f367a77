import { protocolError } from './protocol-error';

/**
 * Numbers that clients call things by. A number is never given twice, so that one from before the
 * last step is told apart from one of now.
 */
export class Handles<T> {
  private last = 0;
  private known = new Map<number, T>();

  constructor(private readonly what: string) {}

  add(value: T): number {
    this.last += 1;
    this.known.set(this.last, value);
    return this.last;
  }

  get(number: number): T {
    const value = this.known.get(number);
    if (value !== undefined) return value;
    throw protocolError(
      'DEBUG_GONE',
      `There is no ${this.what} ${number}${number > 0 && number <= this.last ? ' any more: execution has moved on' : ''}.`,
      'Ask for the stack again.',
    );
  }

  find(number: number): T | undefined {
    return this.known.get(number);
  }

  /** Forgets all; their numbers are not used again. */
  clear(): void {
    this.known = new Map();
  }
}
