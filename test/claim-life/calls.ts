/** What a template says of the names. */
export interface Registered {
  readonly prefix: string;
  readonly count: number;
  /** The names are to stay when the construct goes. */
  readonly retain?: boolean;
  /** What stands under the names may be taken over. */
  readonly adopt?: boolean;
}

/** One claim of a template: its logical id and what it registers. */
export interface Templated extends Registered {
  readonly resource: string;
}

/** What CloudFormation asks. */
export interface Call {
  readonly type: 'Create' | 'Update' | 'Delete';
  /** The claim itself, or the second resource that lets its names be retained. */
  readonly of: 'claim' | 'retention';
  readonly stack: string;
  readonly resource: string;
  readonly registered: Registered;
  /** Of an update: what it takes the place of. */
  readonly old?: Registered;
  /** The physical id. */
  readonly id?: string;
  /** The physical id of the claim that a retention resource is about. */
  readonly claim?: string;
  readonly requestId: string;
  readonly at: number;
  /** It was delivered once more, long after. */
  readonly again?: boolean;
}

export interface Answer {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly id: string;
}

/** What gets in the way of a call. */
export type Fate = 'done' | 'fails before its write' | 'fails after its write';

/** Where calls are served. */
export interface ServedZone {
  serve(call: Call, fate: Fate): Promise<Answer>;
  /** Passes of a reconciler, a minute apart: names that nobody wants go. */
  pass(): Promise<void>;
  /** How many names the prefix has. */
  names(prefix: string): number;
  /** The physical ids that hold names, as `{"action":"plan"}` lists them. */
  holders(): readonly string[];
  /** What is in the zone, for comparison: that of one holder is `a: 2 names of 2`. */
  told(): string;
}

/** CloudFormation makes up a physical id for a resource that never answered. */
export function madeUp(resource: string, number: number): string {
  return `made-up-${resource}-${number}`;
}

export function isMadeUp(id: string | undefined): boolean {
  return id?.startsWith('made-up-') === true;
}
