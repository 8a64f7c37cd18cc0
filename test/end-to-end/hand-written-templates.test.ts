import { Story } from './story';
import { Synthesized, synthesize, ZONE } from './synthesize';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
  await story.deployGroup({ replicas: 2 });
  story.zone.put({ name: `s1._domainkey.${ZONE}`, type: 'CNAME', ttl: 300, values: ['s1.mailer.example.com'] });
});

afterEach(async () => {
  await story.end();
});

/** What a template of CDK says, with the registration of its claim changed afterwards. */
function changed(what: string, word: RegExp, instead: string): Synthesized {
  const { template, assets } = synthesize(story.zone.id, ({ replicationGroup, names }) => {
    replicationGroup('orders', 1);
    names({ cnamePrefix: 'orders', endpointCount: 1 });
  }, 'Other');
  const text = JSON.stringify(template);
  const before = text.replace(word, instead);
  if (before === text) throw new Error(`the template says nothing of ${what}`);
  return { template: JSON.parse(before), assets };
}

describe('A template whose registration was changed by hand', () => {
  test.each([
    ["a prefix under which its first name is another stack's", /\\"prefix\\":\\"orders\\"/, '\\"prefix\\":\\"readonly1\\"', "the prefix must be labels of letters, digits and hyphens, the first of which does not end in a digit, got: 'readonly1'"],
    ['a prefix of mail', /\\"prefix\\":\\"orders\\"/, '\\"prefix\\":\\"s._domainkey\\"', "got: 's._domainkey'"],
    ['a ttl of 0', /\\"ttl\\":10/, '\\"ttl\\":0', 'ttl must be 1 to 3600 seconds, got: 0'],
    ['more names than there can be', /\\"endpointCount\\":1/, '\\"endpointCount\\":411', 'endpointCount must be 1 to 50, got: 411'],
    ['another zone', /(\{\\"hostedZoneId\\":\\")Z\w+/, '$1Z0OTHER', 'this function serves the hosted zone'],
  ])('to %s is refused by the function, its Delete goes through, and nothing in the zone changes', async (what, word, instead, message) => {
    const before = [story.records(), story.claims()];
    await expect(story.deployTemplate(changed(what, word, instead), 'Other')).rejects.toThrow(message);
    expect(story.aws.cloudformation.stack('Other').status).toBe('ROLLBACK_COMPLETE');
    expect([story.records(), story.claims()]).toEqual(before);
  });

  test('does not keep its stack from being updated with the right one, nor from being destroyed', async () => {
    await story.deploy(({ replicationGroup, names }) => { replicationGroup('orders', 1); names({ cnamePrefix: 'orders', endpointCount: 1 }); }, 'Other');
    await expect(story.deployTemplate(changed('the prefix', /\\"prefix\\":\\"orders\\"/, '\\"prefix\\":\\"readonly1\\"'), 'Other')).rejects.toThrow("got: 'readonly1'");
    expect(await story.names('orders')).toEqual({ orders1: 'orders-002' });
    await story.destroy('Other');
    expect(await story.names('orders')).toEqual({});
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
  });
});

test('a claim that somebody wrote for a prefix that no names can be made of is neither served nor in the way of a deployment', async () => {
  const [claim] = story.claims();
  story.zone.put({ name: `readonly1._replica-endpoint-dns.${ZONE}`, type: 'TXT', ttl: 60, values: [claim] });
  const before = story.records();
  await story.deployGroup({ replicas: 2, ttl: 20 });
  await story.wait(700);
  expect(story.records()).toEqual(before);
  expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
  await story.destroy();
  expect(story.records()).toEqual([`s1._domainkey.${ZONE} CNAME s1.mailer.example.com`]);
});
