import { Story } from './story';

let story: Story;

beforeEach(async () => {
  story = await Story.begin({ route53: { propagationSeconds: 45 } });
});

afterEach(async () => {
  await story.end();
});

test('when a deployment is over its names can be resolved, however long Route 53 takes to spread them', async () => {
  await story.deployGroup({ replicas: 2 });
  expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
});
