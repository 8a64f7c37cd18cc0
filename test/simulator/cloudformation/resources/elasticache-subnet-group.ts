import { ResourceType } from '../resource-type';

/** Nothing in this world depends on where a node lies. */
export const elasticacheSubnetGroup: ResourceType = {
  shape: { CacheSubnetGroupName: true, Description: true, SubnetIds: true, Tags: true },
  replacedBy: ['CacheSubnetGroupName'],
  create: (properties, { physicalName }) => {
    const name = properties.CacheSubnetGroupName as string | undefined ?? physicalName(255);
    return { physicalId: name.toLowerCase(), attributes: {} };
  },
  update: (existing) => existing,
  delete: () => {},
};
