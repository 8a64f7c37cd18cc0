import { ResourceType } from '../resource-type';

export const route53HostedZone: ResourceType = {
  shape: { Name: true, HostedZoneConfig: { Comment: true }, HostedZoneTags: true, VPCs: [{ VPCId: true, VPCRegion: true }] },
  replacedBy: ['Name'],
  create: (properties, { services }) => {
    const vpcs = properties.VPCs as unknown[] | undefined ?? [];
    const { id } = services.route53.createHostedZone({ name: properties.Name as string, private: vpcs.length > 0 });
    return { physicalId: id, attributes: { Id: id } };
  },
  update: (existing) => existing,
  delete: ({ physicalId }, _, { services }) => services.route53.deleteHostedZone(physicalId),
};
