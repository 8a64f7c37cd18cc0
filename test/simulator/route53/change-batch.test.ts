import { applyBatch } from './change-batch';
import { Change, ProposedRecord, RecordSet } from './record-set';
import { ZoneRecords } from './zone-records';

const ZONE = 'p.internal.';

describe('the form of a change', () => {
  test.each<[string, Partial<ProposedRecord>, string]>([
    ['a record without TTL', { ttl: undefined }, 'Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none in '
      + 'Change with [Action=CREATE, Name=x.p.internal, Type=CNAME, SetIdentifier=null]'],
    ['a record without values', { values: [] }, 'Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords]'],
    ['a weight without set identifier', { weight: 1 }, "Missing field 'SetIdentifier' in Change with [Action=CREATE, Name=x.p.internal, Type=CNAME, SetIdentifier=null]"],
    ['a set identifier without weight', { setIdentifier: 'a' }, 'Expected exactly one of [Weight, Region, Failover, '],
    ['a weight over 255', { weight: 256, setIdentifier: 'a' }, "Value '256' at 'changeBatch.changes.1.member.resourceRecordSet.weight'"],
    ['a TTL below 0', { ttl: -1 }, 'Member must have value greater than or equal to 0'],
    ['a TTL over 2147483647', { ttl: 2_147_483_648 }, 'Member must have value less than or equal to 2147483647'],
    ['a TTL that is no number', { ttl: Number.NaN }, "Value 'NaN'"],
  ])('%s is InvalidInput', (_, fields, message) => {
    expect(() => create({ ...cname('x.p.internal'), ...fields })).toThrow(expect.objectContaining({ code: 'InvalidInput', message: expect.stringContaining(message) }));
  });

  test('a batch without changes is InvalidInput', () => {
    expect(() => apply([], [])).toThrow("1 validation error detected: Value '[]' at 'changeBatch.changes'");
  });

  test('1,000 values fit in a batch, and an UPSERT counts them twice', () => {
    const records = (count: number) => Array.from({ length: count }, (_, index) => a(`n${index}.p.internal`, '10.0.0.1'));
    expect(apply([], records(1000).map((record) => ({ action: 'CREATE', record })))).toHaveLength(1000);
    expect(() => apply([], records(1001).map((record) => ({ action: 'CREATE', record })))).toThrow('[Number of records limit of 1000 exceeded.]');
    expect(() => apply([], records(501).map((record) => ({ action: 'UPSERT', record })))).toThrow('[Number of records limit of 1000 exceeded.]');
  });

  test('32,000 characters of values fit in a batch, and an UPSERT counts them twice', () => {
    const texts = (count: number) => Array.from({ length: count }, (_, index) => text(`n${index}.p.internal`, `"${'x'.repeat(198)}"`));
    expect(apply([], texts(160).map((record) => ({ action: 'CREATE', record })))).toHaveLength(160);
    expect(() => apply([], texts(161).map((record) => ({ action: 'CREATE', record })))).toThrow('[Number of characters limit of 32000 exceeded.]');
    expect(() => apply([], texts(81).map((record) => ({ action: 'UPSERT', record })))).toThrow('[Number of characters limit of 32000 exceeded.]');
  });
});

describe('a record by itself', () => {
  test.each<[string, ProposedRecord, string]>([
    ['a name outside the zone', cname('x.other.internal'), '[RRSet with DNS name x.other.internal. is not permitted in zone p.internal.]'],
    ['a name that only ends like the zone', cname('xp.internal'), '[RRSet with DNS name xp.internal. is not permitted in zone p.internal.]'],
    ['a CNAME at the apex', cname('p.internal'), '[RRSet of type CNAME with DNS name p.internal. is not permitted at apex in zone p.internal.]'],
    ['a CNAME with two values', { ...cname('x.p.internal'), values: ['a.net', 'b.net'] }, '[RRSet of type CNAME with DNS name x.p.internal. may hold one resource record only]'],
    ['a label of 64 characters', cname(`${'x'.repeat(64)}.p.internal`), `[FATAL problem: DomainLabelTooLong (Domain label is too long) encountered with '${'x'.repeat(64)}']`],
    ['an empty label', cname('x..p.internal'), "[FATAL problem: DomainLabelEmpty (Domain label is empty) encountered with 'x..p.internal.']"],
    ['a name of more than 255 characters', cname(`${'x.'.repeat(123)}p.internal`), '[FATAL problem: DomainNameTooLong (Domain name is too long)'],
    ['an address that is none', a('x.p.internal', '10.0.0.256'), "[Invalid Resource Record: FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address) encountered with '10.0.0.256']"],
    ['a target that is no name', { ...cname('x.p.internal'), values: ['a..net'] }, '[Invalid Resource Record: FATAL problem: DomainLabelEmpty'],
    ['a value twice', { ...a('x.p.internal', '10.0.0.1'), values: ['10.0.0.1', '10.0.0.1'] }, "[Duplicate Resource Record: '10.0.0.1']"],
    ['a text without quotation marks', text('x.p.internal', 'x'), "[Invalid Resource Record: FATAL problem: InvalidCharacterString (Value should be enclosed in quotation marks) encountered with 'x']"],
    ['a text whose quotation mark is escaped away', text('x.p.internal', '"x\\"'), 'Value should be enclosed in quotation marks'],
    ['a text of 256 characters in one string', text('x.p.internal', `"${'x'.repeat(256)}"`), '[Invalid Resource Record: FATAL problem: CharacterStringTooLong (Value is too long)'],
    ['a text beyond ASCII', text('x.p.internal', '"ä"'), 'InvalidCharacterString (Value contains unsupported characters)'],
  ])('%s is refused', (_, record, message) => {
    expect(() => create(record)).toThrow(expect.objectContaining({ code: 'InvalidChangeBatch', message: expect.stringContaining(message) }));
  });

  test('255 characters in a string, 4,000 in all with quotation marks, spaces and escapes, are a text', () => {
    const value = `${Array(15).fill(`"${'x'.repeat(255)}"`).join(' ')} "${'x'.repeat(122)}\\"\\052"`;
    expect(value).toHaveLength(4000);
    expect(create(text('x.p.internal', value))[0].values).toEqual([value]);
  });

  test('names are kept in lower case, with a trailing dot, and with octal escapes', () => {
    expect(create(a('*.EXAMPLE.p.internal', '10.0.0.1'))[0].name).toBe('\\052.example.p.internal.');
    expect(create(a('\\052.x_y.p.internal.', '10.0.0.1'))[0].name).toBe('\\052.x_y.p.internal.');
  });

  test('a type or a record of the zone itself that is not modelled is an error by name', () => {
    expect(() => create({ ...a('x.p.internal', '10 mail.p.internal'), type: 'MX' })).toThrow('the simulator does not model records of type MX');
    expect(() => apply([], [{ action: 'UPSERT', record: { name: ZONE, type: 'NS', ttl: 60, values: ['ns.net'] } }]))
      .toThrow('the simulator does not model changing the NS record of a zone');
  });
});

describe('a record among others', () => {
  test('CREATE refuses what exists, in the words of AWS', () => {
    expect(() => apply([a('x.p.internal.', '10.0.0.1')], [{ action: 'CREATE', record: a('x.p.internal', '10.0.0.2') }]))
      .toThrow("[Tried to create resource record set [name='x.p.internal.', type='A'] but it already exists]");
  });

  test('DELETE refuses what does not exist', () => {
    expect(() => remove([], a('x.p.internal', '10.0.0.1')))
      .toThrow("[Tried to delete resource record set [name='x.p.internal.', type='A'] but it was not found]");
  });

  test.each<[string, Partial<ProposedRecord>]>([['TTL', { ttl: 61 }], ['value', { values: ['10.0.0.1'] }]])('DELETE refuses another %s', (_, fields) => {
    const standing = { ...a('x.p.internal.', '10.0.0.1'), values: ['10.0.0.1', '10.0.0.2'] };
    expect(() => remove([standing], { ...standing, ...fields }))
      .toThrow("[Tried to delete resource record set [name='x.p.internal.', type='A'] but the values provided do not match the current values]");
  });

  test('DELETE takes the values in any order', () => {
    const standing = { ...a('x.p.internal.', '10.0.0.1'), values: ['10.0.0.1', '10.0.0.2'] };
    expect(remove([standing], { ...standing, values: ['10.0.0.2', '10.0.0.1'] })).toEqual([]);
  });

  test('UPSERT makes what is not there and replaces what is', () => {
    expect(apply([], [{ action: 'UPSERT', record: a('x.p.internal', '10.0.0.1') }])).toHaveLength(1);
    expect(apply([a('x.p.internal.', '10.0.0.1')], [{ action: 'UPSERT', record: a('x.p.internal', '10.0.0.2') }])).toEqual([a('x.p.internal.', '10.0.0.2')]);
  });

  test('a CNAME suffers nothing beside it, whichever comes second', () => {
    expect(() => apply([a('x.p.internal.', '10.0.0.1')], [{ action: 'CREATE', record: cname('x.p.internal') }]))
      .toThrow('[RRSet of type CNAME with DNS name x.p.internal. is not permitted as it conflicts with other records with the same DNS name in zone p.internal.]');
    expect(() => apply([cname('x.p.internal.')], [{ action: 'UPSERT', record: a('x.p.internal', '10.0.0.1') }]))
      .toThrow('[RRSet of type A with DNS name x.p.internal. is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone p.internal.]');
  });

  test('simple and weighted records of one name and type exclude each other', () => {
    expect(() => apply([cname('x.p.internal.')], [{ action: 'CREATE', record: weighted('a') }]))
      .toThrow('[RRSet with DNS name x.p.internal., type CNAME, SetIdentifier a cannot be created as a non-weighted set exists with the same name and type.]');
    expect(() => apply([weighted('a')], [{ action: 'CREATE', record: cname('x.p.internal') }]))
      .toThrow('[RRSet with DNS name x.p.internal., type CNAME, SetIdentifier null cannot be created as other RRSets exist with the same name and type.]');
  });

  test('weighted records stand beside one another, with one TTL, a hundred at most', () => {
    expect(apply([weighted('a')], [{ action: 'CREATE', record: weighted('b') }])).toHaveLength(2);
    expect(() => apply([weighted('a')], [{ action: 'CREATE', record: { ...weighted('b'), ttl: 61 } }])).toThrow('have another TTL');
    const hundred = Array.from({ length: 100 }, (_, index) => weighted(`s${index}`));
    expect(() => apply(hundred, [{ action: 'CREATE', record: weighted('b') }])).toThrow('100 weighted sets exist');
  });

  test('DELETE of a weighted record must name its weight', () => {
    expect(() => remove([weighted('a')], { ...weighted('a'), weight: 2 }))
      .toThrow("[Tried to delete resource record set [name='x.p.internal.', type='CNAME', set identifier='a'] but the values provided do not match the current values]");
  });
});

describe('changes of one batch', () => {
  test('a simple record gives way to a weighted one', () => {
    const standing = cname('x.p.internal.');
    expect(apply([standing], [{ action: 'DELETE', record: standing }, { action: 'CREATE', record: weighted('a') }])).toEqual([weighted('a')]);
  });

  test('a CNAME gives way to an address, and a record to its successor', () => {
    const standing = cname('x.p.internal.');
    expect(apply([standing], [{ action: 'DELETE', record: standing }, { action: 'CREATE', record: a('x.p.internal', '10.0.0.1') }])).toHaveLength(1);
    expect(apply([standing], [{ action: 'DELETE', record: standing }, { action: 'CREATE', record: { ...standing, ttl: 5 } }])).toEqual([{ ...standing, ttl: 5 }]);
  });

  test.each<[string, Change['action'][]]>([
    ['deleted twice', ['DELETE', 'DELETE']],
    ['created twice', ['CREATE', 'CREATE']],
    ['created and then deleted', ['CREATE', 'DELETE']],
    ['deleted and then upserted', ['DELETE', 'UPSERT']],
    ['deleted, created and deleted again', ['DELETE', 'CREATE', 'DELETE']],
  ])('the same record cannot be %s', (_, actions) => {
    const standing = cname('x.p.internal.');
    expect(() => apply([standing], actions.map((action) => ({ action, record: standing }))))
      .toThrow("The request contains an invalid set of changes for a resource record set 'CNAME x.p.internal.'");
  });

  test('all refusals are told at once', () => {
    expect(() => apply([], [{ action: 'DELETE', record: a('x.p.internal', '10.0.0.1') }, { action: 'CREATE', record: cname('p.internal') }])).toThrow(expect.objectContaining({
      message: "[Tried to delete resource record set [name='x.p.internal.', type='A'] but it was not found, "
        + 'RRSet of type CNAME with DNS name p.internal. is not permitted at apex in zone p.internal.]',
    }));
  });

  test('one bad change leaves everything as it was', () => {
    const before = new ZoneRecords([cname('x.p.internal.')]);
    expect(() => applyBatch(ZONE, before, {
      changes: [
        { action: 'DELETE', record: cname('x.p.internal.') }, { action: 'CREATE', record: a('y.p.internal', '10.0.0.1') }, { action: 'CREATE', record: cname('p.internal') },
      ],
    })).toThrow('apex');
    expect(before.all()).toEqual([cname('x.p.internal.')]);
  });
});

function apply(standing: readonly RecordSet[], changes: readonly Change[]): RecordSet[] {
  return applyBatch(ZONE, new ZoneRecords(standing), { changes }).all();
}

function create(record: ProposedRecord): RecordSet[] {
  return apply([], [{ action: 'CREATE', record }]);
}

function remove(standing: readonly RecordSet[], record: ProposedRecord): RecordSet[] {
  return apply(standing, [{ action: 'DELETE', record }]);
}

function cname(name: string): RecordSet {
  return { name, type: 'CNAME', ttl: 60, values: ['a.cache.amazonaws.com'] };
}

function a(name: string, value: string): RecordSet {
  return { name, type: 'A', ttl: 60, values: [value] };
}

function text(name: string, value: string): RecordSet {
  return { name, type: 'TXT', ttl: 60, values: [value] };
}

function weighted(setIdentifier: string): RecordSet {
  return { ...cname('x.p.internal.'), setIdentifier, weight: 1 };
}
