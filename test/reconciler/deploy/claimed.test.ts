import { givenRequest, idOf, registration, SETTINGS } from './given-request';
import { serve } from '../../../src/reconciler/deploy/custom-resource';
import { Registration } from '../../../src/reconciler/settings';
import { givenWorld } from '../given-world';

test('a claim that was made is told of before CloudFormation hears of it; one that was changed, deleted or refused is not', async () => {
  const world = givenWorld([], ['p', 'r', 'r']);
  const told: string[] = [];
  const serveAs = (type: 'Create' | 'Update' | 'Delete', id: string, changed: Partial<Registration> = {}) => {
    const request = givenRequest(type, id, registration(changed), world, { PhysicalResourceId: type === 'Create' ? undefined : idOf('c-1') });
    const put = async (_: string, body: string) => { told.push(JSON.parse(body).Status); };
    return serve(request, world, SETTINGS, world.clock.now() + 290_000, put, (prefix) => told.push(prefix));
  };
  await serveAs('Create', 'c-0', { ttl: 0 });
  await serveAs('Create', 'c-1');
  await serveAs('Update', 'u-1', { ttl: 20 });
  await serveAs('Delete', 'd-1');
  expect(told).toEqual(['FAILED', 'read', 'SUCCESS', 'SUCCESS', 'SUCCESS']);
});
