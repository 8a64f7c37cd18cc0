import { ResourceType } from '../resource-type';

/** `Test::Fails`: a resource of the user's that can't be made, or not yet, so that the deployment is rolled back. */
export const testFails: ResourceType = {
  shape: { Reason: true, AfterSeconds: true, Fails: true },
  create: async (properties, { services, physicalName }) => {
    await services.clock.sleep(Number(properties.AfterSeconds ?? 0) * 1000);
    if (String(properties.Fails ?? true) === 'true') throw new Error(properties.Reason as string | undefined ?? 'it always fails');
    return { physicalId: physicalName(64), attributes: {} };
  },
  update: async (existing, properties, _, { services }) => {
    await services.clock.sleep(Number(properties.AfterSeconds ?? 0) * 1000);
    if (String(properties.Fails ?? true) === 'true') throw new Error(properties.Reason as string | undefined ?? 'it always fails');
    return existing;
  },
  delete: () => {},
};
