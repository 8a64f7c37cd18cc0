import { Fault, FaultKind, FaultyRequest } from '../../simulator/faults';
import { SimulatedAws } from '../../simulator/simulated-aws';
import { Dice } from '../dice';
import { Ledger } from '../ledger';

const ACTIONS = [
  'route53:ListResourceRecordSets', 'route53:ChangeResourceRecordSets',
  'elasticache:DescribeReplicationGroups', 'elasticache:DescribeCacheClusters', 'elasticache:DescribeEvents',
];

/** Failures after which the pass is simply tried again, at once. */
const QUICK: Record<string, FaultKind> = {
  'call throttled': { kind: 'throttle' },
  'call failed with 500': { kind: 'error' },
  'call failed with 503': { kind: 'custom', status: 503, code: 'ServiceUnavailable', message: 'The request has failed due to a temporary failure of the server.' },
  'answer cut off': { kind: 'lost-answer', cut: true },
};

/** Failures that cost a pass seconds, or mislead it. */
const GRAVE: Record<string, FaultKind> = {
  'answer lost': { kind: 'lost-answer' },
  'call never answered': { kind: 'hang' },
  'call slow': { kind: 'delay', ms: 3_000 },
  'answer garbled': { kind: 'custom', status: 200, code: '', message: '', body: '<html><body>It works!</body></html>' },
};

/** How long a healthy call takes, in milliseconds. */
const LATENCIES = [5, 20, 40, 80];

type Severity = 'quick' | 'grave';

/** What goes wrong with the calls of the reconcilers. */
export class CallFaults {
  /** Of a hundred calls of a role so many go wrong. */
  readonly percent = new Map<string, number>();
  private readonly fates = new WeakMap<FaultyRequest, string>();
  private readonly repeated = new Map<string, number>();

  constructor(
    { faults }: SimulatedAws,
    private readonly now: () => number,
    private readonly dice: Dice,
    private readonly ledger: Ledger,
    private readonly onFault: (role: string, severity: Severity) => void,
  ) {
    const kinds: Record<string, FaultKind> = { ...QUICK, ...GRAVE, ...Object.fromEntries(LATENCIES.map((ms) => [`${ms}`, { kind: 'delay', ms }])) };
    for (const action of ACTIONS) {
      for (const [name, kind] of Object.entries(kinds)) faults.on(action, { ...kind, when: (request) => this.fate(request) === name } as Fault);
    }
  }

  private fate(request: FaultyRequest): string {
    const known = this.fates.get(request);
    if (known !== undefined) return known;
    const percent = this.percent.get(request.caller);
    const fate = percent === undefined ? 'as it is' : this.draw(request, percent);
    this.fates.set(request, fate);
    return fate;
  }

  private draw(request: FaultyRequest, percent: number): string {
    const { action, caller, params } = request;
    const key = `${this.now()}|${caller}|${action}|${JSON.stringify(params)}`;
    const count = (this.repeated.get(key) ?? 0) + 1;
    this.repeated.set(key, count);
    const dice = this.dice.of(key, count);
    if (!dice.chance(percent / 100)) return String(dice.pick(LATENCIES));
    const severity: Severity = dice.chance(0.7) ? 'quick' : 'grave';
    const name = dice.pick(Object.keys(severity === 'quick' ? QUICK : GRAVE));
    this.ledger.fault(name, `${action} of ${caller.split('/').at(-1)}`);
    this.onFault(caller, severity);
    return name;
  }
}
