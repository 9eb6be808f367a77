/** What a check must know of a function or method. */
export interface Callable {
  /** Whether one of its arguments may be a function. */
  readonly takesFunction: boolean;
}

/** The names of the language, for checks. The library builds it from its tables. */
export interface Vocabulary {
  readonly functions: ReadonlyMap<string, Callable>;
  readonly namespaces: ReadonlyMap<string, ReadonlyMap<string, Callable>>;
  /** `Math.PI` and the like. */
  readonly constants: ReadonlyMap<string, number>;
  /** By name, for any type of receiver. */
  readonly methods: ReadonlyMap<string, Callable>;
}
