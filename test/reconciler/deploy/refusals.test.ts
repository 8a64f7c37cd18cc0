import { registration } from './given-request';
import { Claim } from '../../../src/reconciler/decide/claim';
import { claimRecord } from '../../../src/reconciler/decide/claim-text';
import { Plan } from '../../../src/reconciler/decide/plan';
import { Refusal } from '../../../src/reconciler/deploy/patience';
import { lifeRefusal, refuseForeign, refuseLong, refuseMissing } from '../../../src/reconciler/deploy/refusals';
import { givenClaim, ZONE } from '../given-claim';

function planned(claim: Claim, ...contested: Plan['contested']): Plan {
  return { claim, contested, moves: [], changes: [] };
}

describe('Records in the way', () => {
  const foreign = (number: number) => ({ name: `read${number}.${ZONE}`, found: `CNAME host${number}.example ttl 60` });

  test('of new names stop a deployment: one is told', () => {
    expect(() => refuseForeign(planned(givenClaim([]), foreign(1)), undefined, registration())).toThrow(new Refusal(
      `the name read1.${ZONE} is taken, got: CNAME host1.example ttl 60: delete that record, choose another cnamePrefix, or, if it is a simple CNAME to a node of the `
      + 'replication group, set adoptExisting',
    ));
  });

  test('are told all at once, so that one deployment shows them all', () => {
    expect(() => refuseForeign(planned(givenClaim([]), foreign(1), foreign(3)), undefined, registration())).toThrow(new Refusal(
      `the names read1.${ZONE}, read3.${ZONE} are taken, got: CNAME host1.example ttl 60; CNAME host3.example ttl 60: delete those records, choose another cnamePrefix, `
      + 'or, if they are simple CNAMEs to nodes of the replication group, set adoptExisting',
    ));
  });

  test('of names that the claim had before are for the alarm, those of its new names stop the deployment', () => {
    expect(() => refuseForeign(planned(givenClaim([2, 3]), foreign(1), foreign(2)), givenClaim([2, 3]), registration())).not.toThrow();
    expect(() => refuseForeign(planned(givenClaim([2, 3]), foreign(2), foreign(3)), givenClaim([2, 3]), registration())).toThrow(`the name read3.${ZONE} is taken`);
  });

  test('do not stop one when there are none', () => {
    expect(() => refuseForeign(planned(givenClaim([])), undefined, registration())).not.toThrow();
  });
});

describe('A name that is used', () => {
  test('must be there', () => {
    expect(() => refuseMissing(planned(givenClaim([2])), registration({ highestName: 2 }))).toThrow(new Refusal(
      "endpointName(2) is used, but 'read' has 1 name, as testdns has as many replicas: use a lower number, add replicas, or set endpointCount to at least 2",
    ));
    expect(() => refuseMissing(planned(givenClaim([2, 3])), registration({ highestName: 5 }))).toThrow("endpointName(5) is used, but 'read' has 2 names");
  });

  test('is there up to the last one', () => {
    expect(() => refuseMissing(planned(givenClaim([2, 3])), registration({ highestName: 2 }))).not.toThrow();
    expect(() => refuseMissing(planned(givenClaim([])), registration())).not.toThrow();
  });
});

describe('A claim that remembers much', () => {
  /** A claim whose value, quotation marks and all, has this many characters. */
  function ofLength(wanted: number): Claim {
    const claim = (length: number) => givenClaim([2], { adopted: { retained: false, found: [{ number: 1, target: 'x'.repeat(length), ttl: 60 }] } });
    for (let length = 1; length < 5_000; length += 1) if (claimRecord(claim(length), ZONE).values[0].length === wanted) return claim(length);
    throw new Error(`no claim of ${wanted} characters`);
  }

  // https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecord.html: 4,000 characters, whatever they are.
  test('is written as long as Route 53 takes the whole value, quotation marks and spaces counted, and the words that passes will add', () => {
    expect(() => refuseLong(ofLength(3_700), registration(), ZONE)).not.toThrow();
  });

  test('is refused with one character more, in words', () => {
    expect(() => refuseLong(ofLength(3_701), registration(), ZONE)).toThrow(new Refusal(
      `the claim read._replica-endpoint-dns.${ZONE} would have 3701 characters where Route 53 takes 4000, and 300 must be left for 'read' to follow its group, `
      + 'as it remembers 1 records that it found: delete some of them before, or set a lower endpointCount',
    ));
  });

  test('has room for all that a pass may have to remember of a group of six', () => {
    const group = `g${'o'.repeat(39)}`;
    const named = (number: number) => `${group}-00${number}`;
    const endpoints = [2, 3, 4, 5, 6].map((number) => ({ node: named(number), written: '0fa3b1c2', standIn: false }));
    const found = [{ number: 1, target: 'x'.repeat(3_400), ttl: 60 }];
    const claim = givenClaim([], { group, primary: named(1), endpoints, adopted: { retained: false, found } });
    const later: Claim = {
      ...claim,
      generation: 999_999_999,
      endpoints: endpoints.map((each) => ({ ...each, standIn: true })),
      demotions: [1, 2, 3, 4, 5, 6].map((number) => ({ node: named(number), at: 1_700_000_000 })),
      fewer: { count: 5, since: 1_700_000_000 },
    };
    const lengths = [claim, later].map((each) => claimRecord(each, ZONE).values[0].length);
    expect(lengths[1] - lengths[0]).toBeLessThan(300);
  });
});

test.each([
  ['were retained by a stack that is gone', "the names of 'read' were retained by a stack that is gone: set adoptExisting to take them over"],
  ['are claimed by another stack, got: Shop/00000001', "the names of 'read' are claimed by another stack, got: Shop/00000001: choose another cnamePrefix, or remove the "
    + `construct there; if that stack is gone, delete the TXT record read._replica-endpoint-dns.${ZONE}`],
  ['have 8 holders that were never deleted, got: a, b', "the names of 'read' have 8 holders that were never deleted, got: a, b: release those that are gone with {\"action\":\"release\"}"],
  ['were asked for too long ago', "the names of 'read' were asked for too long ago: deploy again"],
])('names that %s are refused with what to do', (refusal, message) => {
  expect(lifeRefusal(refusal, registration(), ZONE)).toBe(message);
});
