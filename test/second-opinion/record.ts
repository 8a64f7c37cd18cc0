import { writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { line } from './exchange-line';
import { Story } from '../end-to-end/story';
import { ZONE } from '../end-to-end/synthesize';
import { Exchange } from '../simulator/wire/api-server';

/**
 * The bundle lives through a story in the simulated account; then whoever is told where the account is may call it, until standard input ends.
 * All that went over the wire is written to a file. Argument: the file.
 */
async function record(file: string): Promise<void> {
  const exchanges: Exchange[] = [];
  const story = await Story.begin();
  const { aws, clock, zone } = story;
  aws.api.onExchange = (exchange) => exchanges.push(exchange);
  try {
    await story.deploy(({ replicationGroup, names }) => { replicationGroup('testdns', 3); names(); });
    for (const action of ['ListResourceRecordSets', 'ChangeResourceRecordSets'].map((name) => `route53:${name}`)) trouble(story, action);
    for (const action of ['DescribeReplicationGroups', 'DescribeCacheClusters', 'DescribeEvents'].map((name) => `elasticache:${name}`)) trouble(story, action);
    await story.failover('testdns-002');
    await story.wait(15 * 60);
    await clock.during(story.group().addReplica());
    await clock.during(story.group().removeReplica('testdns-003'));
    await story.wait(5 * 60);

    console.log(JSON.stringify({ url: aws.api.url, zone: zone.id, zoneName: ZONE, group: story.group().id }));
    let called = true;
    process.stdin.resume().once('end', () => { called = false; });
    while (called) {
      await story.wait(10);
      await setTimeout(20);
    }
    await story.destroy();
  } finally {
    await story.end();
  }
  writeFileSync(file, exchanges.map(line).join('\n'));
}

/** The next two calls fail, each in its way. */
function trouble({ aws }: Story, action: string): void {
  aws.faults.on(action, { kind: 'throttle', times: 1 });
  aws.faults.on(action, { kind: 'error', times: 1 });
}

void record(process.argv[2]);
