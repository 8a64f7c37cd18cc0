import { HostedZone } from './hosted-zone';
import { Change, RecordSet } from './record-set';
import { Route53 } from './route53';
import { VirtualClock } from '../clock/virtual-clock';

let route53: Route53;
let zone: HostedZone;

beforeEach(() => {
  route53 = new Route53(new VirtualClock());
  zone = route53.createHostedZone({ id: 'Z1', name: 'p.internal' });
  for (const name of ['read1.p.internal', 'read2.p.internal']) zone.put(cname(name));
});

describe('guardrails', () => {
  test('are off until somebody turns them on', () => {
    change(['DELETE', cname('read2.p.internal')]);
    expect(names()).toEqual(['read1.p.internal.']);
  });

  test('a record that is still asked for is not deleted, and nothing else of the batch is done', () => {
    zone.guardrails.enable('ACTIVE_RECORD_CHECK');
    const moveAndRemove = () => change(['DELETE', cname('read2.p.internal')], ['DELETE', cname('read1.p.internal')], ['CREATE', { ...cname('read1.p.internal'), values: ['b.net'] }]);
    expect(moveAndRemove).toThrow(expect.objectContaining({ code: 'InvalidChangeBatch', status: 400, message: expect.stringMatching(/ACTIVE_RECORD_CHECK.*name='read2\.p\.internal\.'/) }));
    expect(zone.find('read1.p.internal', 'CNAME')).toMatchObject({ values: ['a.net'] });

    zone.guardrails.isAskedFor = () => false;
    moveAndRemove();
    expect(names()).toEqual(['read1.p.internal.']);
  });

  test('a record that is replaced in its batch remains to answer', () => {
    zone.guardrails.enable('ACTIVE_RECORD_CHECK', 'ALIAS_TARGET_CHECK');
    zone.guardrails.isAliasTarget = () => true;
    const move = () => change(['DELETE', cname('read1.p.internal')], ['CREATE', { ...cname('read1.p.internal'), values: ['b.net'] }]);
    move();
    expect(zone.find('read1.p.internal', 'CNAME')).toMatchObject({ values: ['b.net'] });
  });

  test('under the stricter reading every deletion is judged by itself', () => {
    zone.guardrails.enable('ACTIVE_RECORD_CHECK');
    zone.guardrails.judgeTheResult = false;
    expect(() => change(['DELETE', cname('read1.p.internal')], ['CREATE', { ...cname('read1.p.internal'), values: ['b.net'] }])).toThrow('ACTIVE_RECORD_CHECK');
  });

  test('one of several weighted records may go: the others answer', () => {
    const weighted = (setIdentifier: string): RecordSet => ({ ...cname('w.p.internal'), setIdentifier, weight: 1 });
    change(['CREATE', weighted('a')], ['CREATE', weighted('b')]);
    zone.guardrails.enable('ACTIVE_RECORD_CHECK');
    change(['DELETE', weighted('a')]);
    expect(() => change(['DELETE', weighted('b')])).toThrow('ACTIVE_RECORD_CHECK');
  });

  test('the target of an alias record is not deleted', () => {
    zone.guardrails.isAliasTarget = ({ name }) => name === 'read2.p.internal.';
    zone.guardrails.enable('ALIAS_TARGET_CHECK');
    change(['DELETE', cname('read1.p.internal')]);
    expect(() => change(['DELETE', cname('read2.p.internal')])).toThrow('ALIAS_TARGET_CHECK');
  });

  test('no record is made below a delegation, and no delegation above records', () => {
    const delegation = { name: 'orders.p.internal', type: 'NS', ttl: 60, values: ['ns.other.net'] };
    change(['CREATE', cname('read1.orders.p.internal')], ['CREATE', delegation]);
    change(['DELETE', delegation]);
    zone.guardrails.enable('NS_OCCLUSION_CHECK');
    expect(() => change(['CREATE', delegation])).toThrow('NS_OCCLUSION_CHECK');
    change(['DELETE', cname('read1.orders.p.internal')], ['CREATE', delegation]);
    expect(() => change(['CREATE', cname('read1.orders.p.internal')])).toThrow('NS_OCCLUSION_CHECK');
    change(['CREATE', cname('xorders.p.internal')]);
  });

  test('a delegation that is in use is not deleted', () => {
    const delegation = { name: 'orders.p.internal', type: 'NS', ttl: 60, values: ['ns.other.net'] };
    change(['CREATE', delegation]);
    zone.guardrails.enable('ACTIVE_DELEGATION_CHECK');
    expect(() => change(['DELETE', delegation])).toThrow('ACTIVE_DELEGATION_CHECK');
    zone.guardrails.disable('ACTIVE_DELEGATION_CHECK');
    change(['DELETE', delegation]);
  });

  test("a delegation to Route 53's own name servers is an error by name", () => {
    expect(() => change(['CREATE', { name: 'orders.p.internal', type: 'NS', ttl: 60, values: ['ns-1.awsdns-00.com'] }])).toThrow('does not model a delegation');
  });
});

describe('protections', () => {
  test.each<[string, Change['action'], RecordSet]>([
    ['deleted', 'DELETE', cname('read1.p.internal')],
    ['updated', 'UPSERT', cname('read1.p.internal')],
    ['created', 'CREATE', cname('read3.p.internal')],
  ])('a protected record is not %s, and the comment of the protection is quoted', (_, action, record) => {
    zone.protections.add(record.name, 'CNAME', 'ask the network team');
    expect(() => change([action, record], ['DELETE', cname('read2.p.internal')]))
      .toThrow(expect.objectContaining({ code: 'InvalidChangeBatch', message: expect.stringMatching(/is protected \(ask the network team\)/) }));
    expect(names()).toEqual(['read1.p.internal.', 'read2.p.internal.']);
    zone.protections.remove(record.name, 'CNAME');
    change(['DELETE', cname('read2.p.internal')]);
  });

  test('another type of the name is free, and all protected records of a batch are named at once', () => {
    zone.protections.add('read1.p.internal', 'A');
    change(['DELETE', cname('read1.p.internal')], ['CREATE', { name: 'read1.p.internal', type: 'TXT', ttl: 60, values: ['"x"'] }]);
    zone.protections.add('READ2.p.internal', 'CNAME');
    zone.protections.add('read1.p.internal', 'TXT');
    expect(() => change(['DELETE', cname('read2.p.internal')], ['DELETE', { name: 'read1.p.internal', type: 'TXT', ttl: 60, values: ['"x"'] }]))
      .toThrow(/read2\.p\.internal.*read1\.p\.internal/);
  });

  test('a refusal may quote the record or name it in a sentence', () => {
    zone.protections.add('read1.p.internal', 'CNAME');
    expect(() => change(['DELETE', cname('read1.p.internal')])).toThrow("[Resource record set [name='read1.p.internal.', type='CNAME'] is protected");
    zone.wording = 'prose';
    expect(() => change(['DELETE', cname('read1.p.internal')])).toThrow('[The CNAME record read1.p.internal is protected');
  });

  test('a zone with protections is not deleted', () => {
    zone.remove('read1.p.internal', 'CNAME');
    zone.remove('read2.p.internal', 'CNAME');
    zone.protections.add('read9.p.internal', 'CNAME');
    expect(() => route53.deleteHostedZone('Z1')).toThrow('protections');
    zone.protections.remove('read9.p.internal', 'CNAME');
    route53.deleteHostedZone('Z1');
  });
});

function change(...changes: readonly [Change['action'], RecordSet][]): void {
  route53.change('Z1', { changes: changes.map(([action, record]) => ({ action, record })) });
}

function names(): string[] {
  return zone.records().filter(({ type }) => type === 'CNAME').map(({ name }) => name);
}

function cname(name: string): RecordSet {
  return { name, type: 'CNAME', ttl: 60, values: ['a.net'] };
}
