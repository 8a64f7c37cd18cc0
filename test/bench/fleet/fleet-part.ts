import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Assumptions, TODAY } from './assumptions';
import { chart, Line } from './chart';
import { BLOG, BLOG_IN_ONE_BATCH, FUNCTION_PER_EVENT } from './function-per-event';
import { Contender, herd, HerdResult } from './herd';
import { OURS } from './ours';
import { median, rounded } from '../median';
import { Figures, Part } from '../part';
import { table } from '../table';

const DOCS = join(__dirname, '..', '..', '..', 'docs');
const SIZES = [1, 10, 100, 500, 1000];
const CONTENDERS = [OURS, FUNCTION_PER_EVENT, BLOG_IN_ONE_BATCH, BLOG];

interface Regime {
  readonly name: string;
  readonly zones: 'one' | 'each';
  readonly assumptions: Assumptions;
  /** The file of its chart; a regime with one is for all contenders, the others for this library. */
  readonly chart?: string;
  /** Seconds that Route 53 itself needs, were everything else instant. */
  floor(groups: number): number;
  /** Part of the check, which holds these figures to their budget. */
  checked?(cells: readonly HerdResult[]): Figures;
}

/** Requests that no way of doing it can save, against a bucket of which others take their part. */
const bucketFloor = (requests: number, { requestsPerSecond, burst, othersPerSecond }: Assumptions) =>
  Math.max(0, (requests - burst) / (requestsPerSecond - othersPerSecond));

const WHOLE: Assumptions = { ...TODAY, othersPerSecond: 0 };
const LATE: Assumptions = { ...TODAY, shownAfter: 45_000 };
const OLDER: Assumptions = { ...TODAY, requestsPerSecond: 5, burst: 5, othersPerSecond: 2.5 };
const WITH_CHANGE_LIMIT: Assumptions = { ...TODAY, changes: { perSecond: 100, burst: 1_500 } };
/** CNAME and claim, each deleted and created. */
const CHANGES_OF_A_GROUP = 4;
/** A batch holds the values of about this many groups, and the zone takes one after the other; the last group fails over after up to a second. */
const GROUPS_OF_A_BATCH = 85;
const oneZoneFloor = (groups: number) =>
  Math.ceil(groups / GROUPS_OF_A_BATCH) * TODAY.service.change / 1000 + groups * CHANGES_OF_A_GROUP * TODAY.service.changed / 1000;

const REGIMES: Regime[] = [
  { name: "one zone, today's limits", zones: 'one', assumptions: TODAY, chart: 'fleet-one-zone.svg', floor: oneZoneFloor, checked: oneZoneFigures },
  {
    name: 'one zone, ElastiCache shows a failover 45 s after its notification',
    zones: 'one',
    assumptions: LATE,
    floor: (groups) => LATE.shownAfter / 1000 + oneZoneFloor(groups),
    checked: lateFigures,
  },
  { name: 'one zone, the older five a second', zones: 'one', assumptions: OLDER, floor: oneZoneFloor },
  {
    name: 'one zone, and 100 changes a second, 1,500 at once',
    zones: 'one',
    assumptions: WITH_CHANGE_LIMIT,
    floor: (groups) => Math.max(0, (groups * CHANGES_OF_A_GROUP - 1_500) / 100),
  },
  { name: "a zone each, today's limits", zones: 'each', assumptions: TODAY, chart: 'fleet-zone-each.svg', floor: (groups) => bucketFloor(2 * groups, TODAY) },
  { name: 'a zone each, the whole quota', zones: 'each', assumptions: WHOLE, floor: (groups) => bucketFloor(2 * groups, WHOLE) },
];

/** Many groups fail over within a second; nothing but the notifications helps. */
export const fleet: Part = {
  async measure(print, { check }) {
    print(assumed(TODAY));
    const figures: Figures = {};
    for (const regime of check ? REGIMES.filter(({ checked }) => checked) : REGIMES) {
      const results: { contender: Contender; cells: HerdResult[] }[] = [];
      const contenders = check || !regime.chart ? [OURS] : CONTENDERS;
      for (const contender of contenders) results.push({ contender, cells: await cellsOf(contender, regime) });
      print(`**${regime.name}**: seconds until the last group is right [Route 53 calls sent]`);
      print(table(['groups', ...results.map(({ contender }) => contender.name), 'floor'], SIZES.map((size, index) => [
        size, ...results.map(({ cells }) => told(cells[index])), `${rounded(regime.floor(size), 1)}`,
      ])));
      Object.assign(figures, regime.checked?.(results[0].cells));
      if (!check && regime.chart) writeFileSync(join(DOCS, regime.chart), drawn(regime, results));
    }
    return figures;
  },
};

function drawn(regime: Regime, results: readonly { contender: Contender; cells: readonly HerdResult[] }[]): string {
  const lines = results.map(({ contender, cells }): Line => {
    const points = cells.map(({ seconds, lost }, index) => ({ x: SIZES[index], y: seconds, lost }));
    return { name: contender.name, points };
  });
  return chart(regime.name, lines, { name: 'floor', points: SIZES.map((size) => ({ x: size, y: regime.floor(size), lost: 0 })) });
}

async function cellsOf(contender: Contender, { zones, assumptions }: Regime): Promise<HerdResult[]> {
  const cells: HerdResult[] = [];
  for (const size of SIZES) {
    // the big herds vary little, and take long.
    const seeds = size <= 100 || (contender === OURS && zones === 'one') ? [1, 2, 3] : [1];
    const results: HerdResult[] = [];
    for (const seed of seeds) results.push(await herd(contender, size, zones, { ...assumptions, seed }));
    const of = (figure: keyof HerdResult) => median(results.map((result) => result[figure]));
    cells.push({
      seconds: of('seconds'), lost: Math.max(...results.map(({ lost }) => lost)), route53Calls: of('route53Calls'), refused: of('refused'), elasticacheCalls: of('elasticacheCalls'),
    });
  }
  return cells;
}

function oneZoneFigures(cells: readonly HerdResult[]): Figures {
  return {
    secondsOf1: rounded(cells[0].seconds, 2),
    secondsOf100: rounded(cells[2].seconds, 2),
    secondsOf1000: rounded(cells[4].seconds, 2),
    route53CallsOf1000: cells[4].route53Calls,
    lost: cells.reduce((sum, { lost }) => sum + lost, 0),
  };
}

function lateFigures(cells: readonly HerdResult[]): Figures {
  return {
    secondsOf1Late: rounded(cells[0].seconds, 2),
    secondsOf1000Late: rounded(cells[4].seconds, 2),
    lostLate: cells.reduce((sum, { lost }) => sum + lost, 0),
  };
}

function told({ seconds, lost, route53Calls }: HerdResult): string {
  return `${lost > 0 ? `**${lost} lost**, the others ` : ''}${rounded(seconds, seconds < 10 ? 1 : 0)} [${route53Calls}]`;
}

function assumed({ service, roundTrip, coldStart, delivery, replicas }: Assumptions): string {
  return `Assumed: groups of one primary and ${replicas} replicas, one notification each, which is with Lambda ${delivery} ms later; cold functions, ${coldStart} ms; `
    + `a round trip of ${roundTrip} ms; a page of ElastiCache takes ${service.describe} ms and ${service.described.group} ms a group, ${service.described.node} a node, `
    + `${service.described.event} an event; a page of Route 53 ${service.list} ms, a batch ${service.change} ms and ${service.changed} ms a change; all of it varies by a third. `
    + 'ElastiCache, which documents no limit, has none. A refused call takes nothing from the quota. Others take half the rate, evenly, with the bucket full at the beginning. '
    + 'No sweep helps. Delivery by SNS takes no longer for many; propagation and TTL are left out: they are the same for all.';
}
