/** What the clients' process is told at its start. */
export interface ClientsOrder {
  readonly scale: number;
  readonly dnsPort: number;
  readonly names: readonly string[];
  readonly primaryEndpoint: string;
  readonly nodePort: number;
  /** Per name, on the clock on the wall. */
  readonly readsPerSecond: number;
}

/** A read, in milliseconds of the clock on the wall and by the address it went to. */
export interface ClientRead {
  readonly at: number;
  readonly name: string;
  readonly ip?: string;
  readonly failure?: string;
  readonly value?: number;
}

export interface ClientLead {
  readonly at: number;
  readonly name: string;
  readonly ip?: string;
}

export interface Writes {
  done: number;
  failed: number;
  /** The value the last good write answered. */
  last: number;
}

export type ToClients =
  | { readonly kind: 'order'; readonly order: ClientsOrder }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'read' }
  | { readonly kind: 'rest' };

export type FromClients =
  | { readonly kind: 'ready' }
  | { readonly kind: 'rested' }
  | { readonly kind: 'door'; readonly name: string; readonly port: number }
  | {
    readonly kind: 'news';
    readonly reads: readonly ClientRead[];
    readonly pooled: readonly ClientRead[];
    readonly leads: readonly ClientLead[];
    readonly writes: Writes;
    /** The connections that the pooled and the writing client have made. */
    readonly keptConnections: number;
  };
