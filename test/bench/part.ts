/** One part of the benchmark. */
export interface Part {
  /** Prints its tables, and answers with its figures, by name. */
  measure(print: (text: string) => void, options: Options): Promise<Figures>;
}

export interface Options {
  /** Only what can't flake, and that quickly. */
  readonly check: boolean;
}

export type Figures = Record<string, number>;
