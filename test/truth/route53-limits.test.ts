import { Route53Client } from '@aws-sdk/client-route-53';
import { batch as limits, pageSize, shapes } from './route53-limits.json';
import { HostedZone } from '../../src/reconciler/aws/hosted-zone';
import { Change as OurChange } from '../../src/reconciler/decide/record';
import { batches, Planned } from '../../src/reconciler/pass/batches';
import { VirtualClock } from '../simulator/clock/virtual-clock';
import { Change, ProposedRecord } from '../simulator/route53/record-set';
import { Route53 } from '../simulator/route53/route53';

const STANDING = { name: 'a.p.internal', type: 'CNAME', ttl: 60, values: ['a.net'] };

describe('the simulated Route 53', () => {
  const refusedWith = (code: string, words: string) => expect.objectContaining({ code, message: expect.stringContaining(words) });

  test.each<[string, number, (length: number) => Partial<ProposedRecord>]>([
    ['a value', shapes.RData.max, (length) => ({ type: 'TXT', values: [text(length)] })],
    ['a set identifier', shapes.ResourceRecordSetIdentifier.max, (length) => ({ setIdentifier: 'x'.repeat(length), weight: 1 })],
  ])('takes %s of %i characters and no more', (_, most, fields) => {
    change([{ action: 'CREATE', record: { ...STANDING, ...fields(most) } }]);
    expect(() => change([{ action: 'CREATE', record: { ...STANDING, ...fields(most + 1) } }])).toThrow(refusedWith('InvalidInput', `length less than or equal to ${most}`));
  });

  test.each<[string, number, (value: number) => Partial<ProposedRecord>]>([
    ['a TTL', shapes.TTL.max, (ttl) => ({ ttl })],
    ['a weight', shapes.ResourceRecordSetWeight.max, (weight) => ({ setIdentifier: 'a', weight })],
  ])('takes %s of %i and no more, and none below 0', (_, most, fields) => {
    change([{ action: 'CREATE', record: { ...STANDING, ...fields(most) } }]);
    expect(() => change([{ action: 'CREATE', record: { ...STANDING, ...fields(most + 1) } }])).toThrow(refusedWith('InvalidInput', `value less than or equal to ${most}`));
    expect(() => change([{ action: 'CREATE', record: { ...STANDING, ...fields(-1) } }])).toThrow(refusedWith('InvalidInput', 'greater than or equal to 0'));
  });

  test('takes no name longer than the API takes', () => {
    const name = `${'x'.repeat(shapes.DNSName.max)}.p.internal`;
    expect(() => change([{ action: 'CREATE', record: { ...STANDING, name } }])).toThrow(refusedWith('InvalidInput', `length less than or equal to ${shapes.DNSName.max}`));
  });

  test('takes a comment as long as the API takes, and no longer', () => {
    const most = shapes.ResourceDescription.max;
    change([{ action: 'CREATE', record: STANDING }], 'x'.repeat(most));
    expect(() => change([{ action: 'CREATE', record: STANDING }], 'x'.repeat(most + 1))).toThrow(refusedWith('InvalidInput', "at 'changeBatch.comment'"));
  });

  test('takes as many values, and as many characters of them, as a batch may have', () => {
    const many = (action: 'CREATE' | 'UPSERT', count: number, length: number) => Array.from({ length: count }, (_, index): Change => (
      { action, record: { ...STANDING, name: `n${index}.p.internal`, type: 'TXT', values: [text(length)] } }));
    const { elements, characters, upsertCounts } = limits;
    change(many('CREATE', elements, 10));
    expect(() => change(many('CREATE', elements + 1, 10))).toThrow(refusedWith('InvalidChangeBatch', `limit of ${elements}`));
    expect(() => change(many('UPSERT', elements / upsertCounts + 1, 10))).toThrow(refusedWith('InvalidChangeBatch', `limit of ${elements}`));
    change(many('CREATE', characters / 100, 100));
    expect(() => change([...many('CREATE', characters / 100, 100), { action: 'CREATE', record: STANDING }])).toThrow(refusedWith('InvalidChangeBatch', `limit of ${characters}`));
    expect(() => change(many('UPSERT', characters / 100 / upsertCounts + 1, 100))).toThrow(refusedWith('InvalidChangeBatch', `limit of ${characters}`));
  });

  test('puts no more on a page than Route 53 does', () => {
    expect(new Route53(new VirtualClock()).listing.pageSize).toBe(pageSize);
  });

  function change(changes: Change[], comment?: string): void {
    const route53 = new Route53(new VirtualClock());
    route53.createHostedZone({ id: 'Z1', name: 'p.internal' });
    route53.change('Z1', { changes, comment });
  }
});

describe('the reconciler', () => {
  test.each([1, shapes.ResourceDescription.max, shapes.ResourceDescription.max + 1, 10_000])('sends a comment that Route 53 takes, of one of %i characters', async (length) => {
    let sent = '';
    const send = async ({ input }: { input: { ChangeBatch: { Comment: string } } }) => {
      sent = input.ChangeBatch.Comment;
      return { ChangeInfo: { Id: '/change/C1' } };
    };
    await new HostedZone({ send } as unknown as Route53Client, 'Z1', 'p.internal').change([], 'x'.repeat(length));
    expect(sent.length).toBeLessThanOrEqual(shapes.ResourceDescription.max);
    expect(sent.slice(0, 250)).toBe('x'.repeat(Math.min(length, 250)));
  });

  test('sends no batch of more values or characters than Route 53 takes, and nothing gets lost on the way', () => {
    const planned = Array.from({ length: 400 }, (_, index) => claimOf(index, 1 + index % 20, 10 + (index * 37) % 900));
    const filled = batches(planned);
    expect(filled.flat()).toEqual(planned);
    for (const batch of filled) {
      const values = batch.flatMap(({ plan }) => plan.changes).flatMap(({ record }) => record.values);
      expect(values.length).toBeLessThanOrEqual(limits.elements);
      expect(values.join('').length).toBeLessThanOrEqual(limits.characters);
    }
    expect(filled.length).toBeGreaterThan(1);
  });

  function claimOf(index: number, count: number, length: number): Planned {
    const record = { name: `n${index}.p.internal`, type: 'TXT', ttl: 60, values: [text(length)], simple: true };
    const changes = Array.from({ length: count }, (): OurChange => ({ action: 'CREATE', record }));
    return { prefix: `p${index}`, plan: { changes, moves: [] } as unknown as Planned['plan'], asOf: 0 };
  }
});

/** A TXT value of this many characters, quotation marks included: strings of at most 255. */
function text(length: number): string {
  const strings: string[] = [];
  for (let left = length; left > 0;) {
    const taken = left <= 257 ? left : Math.min(257, left - 4);
    strings.push(`"${'x'.repeat(taken - 2)}"`);
    left -= taken + (left > taken ? 1 : 0);
  }
  return strings.join(' ');
}
