import { ResourceType } from '../resource-type';

/** What CDK says about itself. It is nothing. */
export const cdkMetadata: ResourceType = {
  shape: { Analytics: true },
  create: (_, { physicalName }) => ({ physicalId: physicalName(64), attributes: {} }),
  update: (existing) => existing,
  delete: () => {},
};
