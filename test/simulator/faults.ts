/** A call as a fault sees it. */
export interface FaultyRequest {
  readonly action: string;
  readonly caller: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export type Fault = {
  /** How many calls it hits; all of them when absent. */
  readonly times?: number;
  readonly when?: (request: FaultyRequest) => boolean;
} & FaultKind;

export type FaultKind =
  | { readonly kind: 'throttle' }
  /** AWS's own failure, HTTP 500. */
  | { readonly kind: 'error' }
  /** The call is carried out, and its answer never arrives: the connection hangs, or is cut. */
  | { readonly kind: 'lost-answer'; readonly cut?: boolean }
  /** The call is not carried out and never answered. */
  | { readonly kind: 'hang' }
  /** The call is carried out this much later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The call is carried out, and its answer is changed on the way. */
  | { readonly kind: 'garbled'; readonly status?: number; readonly garble: (body: string) => string }
  /** Any answer, without the call being carried out. `body` is sent as it is; otherwise the service's error form is used. */
  | { readonly kind: 'custom'; readonly status: number; readonly code: string; readonly message: string; readonly body?: string };

/** What goes wrong at the wire, by API action such as `route53:ChangeResourceRecordSets`. */
export class Faults {
  private planned: { action: string; fault: Fault; left: number }[] = [];

  on(action: string, fault: Fault): void {
    this.planned.push({ action, fault, left: fault.times ?? Infinity });
  }

  clear(): void {
    this.planned = [];
  }

  /** The first fault that is due for this call, used up by one. */
  take(request: FaultyRequest): Fault | undefined {
    const due = this.planned.find(({ action, fault, left }) => action === request.action && left > 0 && (fault.when?.(request) ?? true));
    if (due) due.left -= 1;
    return due?.fault;
  }
}
