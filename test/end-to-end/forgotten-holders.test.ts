import { Story } from './story';
import { ZONE } from './synthesize';

const FORGOTTEN = `readonly.${ZONE}/f0f0f0f0f0`;
const TOLD = `readonly: has had more than one holder for an hour, got: ${FORGOTTEN} of Shop/`;

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
  await story.deployGroup({ replicas: 2 });
});

afterEach(async () => {
  await story.end();
});

/** As CloudFormation leaves it when it gives up the Delete of a construct that was renamed: nobody hears of that holder any more. */
function forget(): void {
  const claim = story.claims()[0].replace(/" "|^"|"$/g, '');
  const word = (key: string) => new RegExp(` ${key}=(\\S+)`).exec(claim)?.[1] ?? '';
  const [name, id, place] = word('o').split('/');
  const holder = [word('r'), `${name}/${id}`, place, 'f0f0f0f0f0', 'aaaaaaaa', String(Number(word('b')) - 60), '', word('g'), word('t'), '', 'P', word('y'), 2].join(';');
  const text = claim.replace(/ s=/, ` h=${holder} s=`);
  const record = `readonly._replica-endpoint-dns.${ZONE}`;
  story.zone.remove(record, 'TXT');
  story.zone.put({ name: record, type: 'TXT', ttl: 60, values: [text.match(/.{1,255}/g)!.map((part) => `"${part}"`).join(' ')] });
}

async function invoked(handler: 'reconcile' | 'claims', payload: object): Promise<unknown> {
  return (await story.clock.during(story.aws.lambda.invoke(story.functionName(handler), payload))).payload;
}

test('a holder whose Delete never came is told after an hour, stands in the plan by its physical id, and is released by it; the names follow all the time', async () => {
  const { physicalId } = story.aws.cloudformation.stack('Shop').find('Custom::ReplicaEndpointDns');
  forget();
  await story.wait(1_800);
  expect(story.log().join('\n')).not.toContain(TOLD);
  await story.wait(2_700);
  expect(story.log()).toContainEqual(expect.stringContaining(TOLD));
  await story.failover('testdns-002');
  await story.wait(5);
  expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
  expect(await invoked('reconcile', { action: 'plan' })).toMatchObject({ claims: [{ holders: [{ claim: FORGOTTEN, stack: expect.stringMatching(/^Shop\//) }, { claim: physicalId }] }] });

  await invoked('claims', { action: 'release', claim: FORGOTTEN });
  expect(await invoked('reconcile', { action: 'plan' })).toMatchObject({ claims: [{ holders: [{ claim: physicalId, since: expect.stringMatching(/^\d{4}-.*Z$/) }] }] });
  const told = story.log().length;
  await story.wait(900);
  expect(story.log().slice(told).join('\n')).not.toContain(TOLD);
  expect(Object.keys(await story.names())).toHaveLength(2);
  await story.destroy();
  expect([story.records(), story.claims()]).toEqual([[], []]);
});

test('what it leaves behind when its stack is destroyed goes with the next stack of that name', async () => {
  forget();
  await story.destroy();
  expect(story.records()).toHaveLength(2);
  await story.deployGroup({ replicas: 2 });
  expect(story.claims()[0]).not.toContain(' h=');
  await story.destroy();
  expect([story.records(), story.claims()]).toEqual([[], []]);
});
