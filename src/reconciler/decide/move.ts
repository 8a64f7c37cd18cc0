/** One name led to another node, or made, or taken away. */
export interface Move {
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
  readonly why: string;
}

/** The one sentence for the log, the change batch's comment and whoever asks for a plan. */
export function sentence({ name, from = 'none', to = 'none', why }: Move, zone: string): string {
  return `${name.slice(0, -zone.length - 1)}: ${from} -> ${to}, because ${why}`;
}
