"""The story, chapter by chapter: deployed, failed over, changed, refused, destroyed."""
from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Iterator

from account import Account
from cdk import Cdk
from emulable import DIFFERENCES
from emulator import ACCOUNT, REGION, Emulator
from opened_zone import opened_zone
from permissions import Batch, departures, may_change, may_publish, role_of
from proof import Proof
from seeded_group import SeededGroup

FOREIGN = {'Name': 'web1.orders.internal', 'Type': 'A', 'TTL': 60, 'ResourceRecords': [{'Value': '10.0.0.1'}]}


@dataclass
class Story:
    proof: Proof
    emulator: Emulator
    cdk: Cdk
    account: Account

    def tell(self) -> None:
        self.deployed()
        self.permissions()
        self.endpoints_renamed()
        self.failed_over()
        self.notification_lost()
        self.replica_added()
        self.name_taken()
        self.prefix_changed()
        self.destroyed()

    def deployed(self) -> None:
        self.proof.stage('cdk bootstrap')
        self.cdk.bootstrap(ACCOUNT, REGION)
        self.proof.stage('cdk deploy')
        self.proof.seed(DIFFERENCES)
        self.proof.seed('the right to change the zone and to follow a change: the emulator enforces permissions, but not as AWS does in Route 53')
        with opened_zone(self.account):
            self.cdk.deploy()
        self.proof.shows(13, 'the packed library deploys in the example app, with VPC, group and zone')
        self.zone = self.resource('AWS::Route53::HostedZone')
        self.topic = self.resource('AWS::SNS::Topic')
        self.reconciler = self.resource('AWS::Lambda::Function', 'OrdersZoneReconciler')
        self.group = self.resource('AWS::ElastiCache::ReplicationGroup')
        self.n1, self.n2, self.n3, self.n4 = (f'{self.group}-0001-00{number}' for number in (1, 2, 3, 4))
        self.proof.equal(10, 'when the deployment is over, the names exist', sorted(self.names()), ['read1', 'read2'])
        self.proof.equal(10, 'what uses a name has it', self.account.parameter('/orders/read-endpoint'), 'read1.orders.internal')

    def permissions(self) -> None:
        self.proof.stage('the permissions, as the emulator judges them')
        role = role_of(self.account, 'ReconcilerRole')
        batch = Batch(self.zone, ('read1.orders.internal', 'read._replica-endpoint-dns.orders.internal'))
        self.proof.equal(11, 'the reconciler may change its names and claims', may_change(self.account, role, batch), True)
        for what, other in departures(batch).items():
            self.proof.equal(11, f'but not {what}', may_change(self.account, role, other), False)
        self.proof.equal(12, 'ElastiCache may publish to the topic', may_publish(self.account, self.topic), True)
        self.proof.equal(12, 'but not in another account\'s name', may_publish(self.account, self.topic, owner='111111111111'), False)
        self.proof.equal(12, 'nor over plain HTTP', may_publish(self.account, self.topic, secure=False), False)

    def endpoints_renamed(self) -> None:
        self.proof.stage('the nodes have endpoints of their own')
        self.proof.seed('an endpoint for each node: to the emulator all nodes have one, which is none of ElastiCache')
        with self.seeded() as nodes:
            nodes.give_own_endpoints(shard='first1')
        self.account.publish(self.topic, 'ElastiCache:CacheClusterScalingComplete', self.group)
        for record in self.account.records(self.zone):
            if record['Type'] == 'CNAME':
                self.account.change(self.zone, 'DELETE', record)
        self.account.publish(self.topic, 'ElastiCache:CacheClusterScalingComplete', self.group)
        self.proof.soon(2, 'names that somebody deleted are there again, one for each replica', self.names, {'read1': self.n2, 'read2': self.n3})
        before = self.addresses()
        with self.seeded() as nodes:
            nodes.give_own_endpoints()
        self.account.publish(self.topic, 'ElastiCache:CacheClusterScalingComplete', self.group)
        self.proof.soon(2, 'renamed endpoints are followed', lambda: len(self.addresses() & before), 0)
        self.proof.equal(2, 'a name for each replica', self.names(), {'read1': self.n2, 'read2': self.n3})

    def failed_over(self) -> None:
        self.proof.stage(f'{self.n2} becomes primary')
        self.proof.seed('the roles of a failover and its line in the event log')
        with self.seeded() as nodes:
            nodes.show_two_primaries(self.n2)
        self.proof.equal(8, 'while two nodes are called primary, nothing is changed', self.plans(), [('doubt', [])])
        with self.seeded() as nodes:
            nodes.fail_over(to=self.n2)
        self.account.publish(self.topic, 'ElastiCache:FailoverComplete', self.n2)
        self.proof.soon(1, 'no name stays on the new primary', self.names, {'read1': self.n3, 'read2': self.n3})
        self.proof.equal(4, 'none goes to the node that was demoted just now', self.n1 in self.names().values(), False)
        with self.seeded() as nodes:
            nodes.recover(self.n1)
        self.account.publish(self.topic, 'ElastiCache:CacheNodeReplaceComplete', self.n1)
        self.proof.soon(3, 'a failover and the rebuild move the one name concerned', self.names, {'read1': self.n1, 'read2': self.n3})

    def notification_lost(self) -> None:
        self.proof.stage(f'{self.n3} becomes primary, and no notification comes')
        self.proof.seed('a sweep every minute instead of every five')
        self.account.sweep_every_minute(self.resource('AWS::Scheduler::Schedule'))
        with self.seeded() as nodes:
            nodes.fail_over(to=self.n3)
        self.proof.soon(9, 'the sweep of EventBridge Scheduler finds what no notification told', self.names, {'read1': self.n1, 'read2': self.n1}, seconds=120)
        with self.seeded() as nodes:
            nodes.recover(self.n2)
        self.account.publish(self.topic, 'ElastiCache:CacheNodeReplaceComplete', self.n2)
        self.proof.soon(3, 'and again the one name that stood in goes to the node rebuilt', self.names, {'read1': self.n1, 'read2': self.n2})

    def replica_added(self) -> None:
        self.proof.stage(f'{self.n4} is added')
        self.proof.seed('the added node: the emulator adds one to the group, but not to the list of nodes')
        with self.seeded() as nodes:
            nodes.add_replica(self.n4)
        self.account.publish(self.topic, 'ElastiCache:AddCacheNodeComplete', self.n4)
        self.proof.soon(2, 'a replica added gets a name', self.names, {'read1': self.n1, 'read2': self.n2, 'read3': self.n4})
        self.proof.equal(12, 'no wake-up became a dead letter', self.account.dead_letters(self.resource('AWS::SQS::Queue', 'DeadLetterQueue')), 0)
        self.proof.equal(12, 'the plan says that all is right', self.plans(), [('right', [])])
        [claim] = self.account.plan(self.reconciler)
        self.proof.equal(12, 'a group that names no topic, as the emulator has it, is reported', 'publishes to no topic' in claim['topicFault'], True)

    def name_taken(self) -> None:
        self.proof.stage('a deployment whose name is taken')
        self.account.change(self.zone, 'CREATE', FOREIGN)
        before = without_dates(self.account.records(self.zone))
        refusal = self.cdk.refused_deployment(cnamePrefix='web')
        self.proof.equal(7, 'a foreign record stops the deployment', 'the name web1.orders.internal is taken' in refusal, True)
        self.proof.equal(10, 'the rollback leaves the zone as it was, but for when it last heard of the claim', without_dates(self.account.records(self.zone)), before)

    def prefix_changed(self) -> None:
        self.proof.stage('a change set that changes the prefix')
        self.cdk.prepare_change_set('rename', cnamePrefix='replica')
        changes = self.account.execute('rename')
        self.proof.equal(10, 'it changes the claim', changes.get('Custom::ReplicaEndpointDns'), 'Modify')
        self.proof.equal(10, 'the new names are there and the old are gone', self.names(), {'replica1': self.n1, 'replica2': self.n2, 'replica3': self.n4})

    def destroyed(self) -> None:
        self.proof.stage('cdk destroy')
        self.cdk.destroy()
        self.proof.equal(10, 'nothing of ours is left in the zone', [record['Name'] for record in self.account.records(self.zone)], [FOREIGN['Name'] + '.'])
        self.account.change(self.zone, 'DELETE', FOREIGN)
        self.account.client('route53').delete_hosted_zone(Id=self.zone)

    def addresses(self) -> set[str]:
        return {record['ResourceRecords'][0]['Value'] for record in self.account.records(self.zone) if record['Type'] == 'CNAME'}

    def names(self) -> dict[str, str]:
        return self.account.names(self.zone)

    def plans(self) -> list[tuple[str, list[str]]]:
        return [(claim['result'], claim['changes']) for claim in self.account.plan(self.reconciler)]

    def resource(self, resource_type: str, logical_id: str = '') -> str:
        return self.account.resource(resource_type, logical_id)

    @contextmanager
    def seeded(self) -> Iterator[SeededGroup]:
        """The group, to be changed behind the emulator's back."""
        self.account.hang_up()
        with self.emulator.seeded('elasticache') as state:
            yield SeededGroup(state, self.group)


def without_dates(records: list[dict]) -> list[dict]:
    """Without the words of a claim that tell when CloudFormation last asked for it, and how often it was written."""
    return [{**record, 'ResourceRecords': [{'Value': re.sub(r' [bs]=\d+', '', each['Value'])} for each in record['ResourceRecords']]} for record in records]
