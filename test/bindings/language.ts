/** How an example becomes an app of its own, with the package of its language installed in it. */
export interface Language {
  /** The name of the example's folder. */
  readonly name: string;
  /** Synthesizes the app. */
  readonly synth: readonly string[];
  /** Installs what the app needs: our package from `dist`, all else from its registry. */
  install(app: string, dist: string): Promise<void>;
}
