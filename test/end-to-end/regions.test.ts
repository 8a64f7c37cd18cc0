import { Story } from './story';
import { Parts, synthesize } from './synthesize';
import { SimulatedAws } from '../simulator/simulated-aws';

const OTHER_REGION = 'eu-west-1';

let story: Story;
let other: SimulatedAws;

beforeEach(async () => {
  story = await Story.begin();
  other = await SimulatedAws.start({ clock: story.clock, region: OTHER_REGION, route53: story.aws.route53 });
});

afterEach(async () => {
  await other.close();
  await story.end();
});

describe('The same stack in two Regions, which share a zone', () => {
  const define = (cnamePrefix: string) => ({ replicationGroup, names }: Parts) => {
    replicationGroup('testdns', 2);
    names({ cnamePrefix });
  };

  test('leads the names of each to the nodes of its own group, though both groups have the same id', async () => {
    await story.deploy(define('east'));
    const { template, assets } = synthesize(story.zone.id, define('west'), 'Shop', OTHER_REGION);
    await story.clock.during(other.cloudformation.deploy('Shop', template, { assets }));
    await story.wait(300);
    await story.clock.during(other.elasticache.group('testdns').failover('testdns-002'));
    await story.wait(1000);
    const [east, west] = [story.aws, other].map(({ elasticache }) => (number: number) => elasticache.group('testdns').node(`testdns-00${number}`).address);
    expect(story.records()).toEqual([
      `east1.private.redisdub.pl CNAME ${east(2)}`,
      `east2.private.redisdub.pl CNAME ${east(3)}`,
      `west1.private.redisdub.pl CNAME ${west(1)}`,
      `west2.private.redisdub.pl CNAME ${west(3)}`,
    ]);
    expect(new Set(story.records().map((record) => record.split('.').at(-4))).size).toBe(2); // use1 and euw1
    expect([...story.aws.cloudwatch.alarmsIn('ALARM'), ...other.cloudwatch.alarmsIn('ALARM')]).toEqual([]);
  });
});
