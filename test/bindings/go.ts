import { join } from 'node:path';
import { run } from './command';
import { Language } from './language';

const MODULE = 'github.com/cdk-replica-endpoint-dns/cdk-replica-endpoint-dns-go/replicaendpointdns';

export const go: Language = {
  name: 'go',
  synth: ['./orders'],
  async install(app, dist) {
    await run(['go', 'mod', 'edit', '-replace', `${MODULE}=${join(dist, 'go/replicaendpointdns')}`], app);
    await run(['go', 'build', '-mod=mod', '-o', 'orders', '.'], app);
  },
};
