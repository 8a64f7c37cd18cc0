"""The story: deployed, failed over, changed, refused, destroyed."""
from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import Iterator

from account import Account
from cdk import Cdk
from emulator import ACCOUNT, REGION, Emulator
from permissions import Batch, departures, may_change, may_publish, open_zone
from proof import Proof
from seeded_group import SeededGroup

N1, N2, N3, N4 = (f'orders-0001-00{number}' for number in (1, 2, 3, 4))


def tell(proof: Proof, emulator: Emulator, cdk: Cdk, account: Account) -> None:
    @contextmanager
    def group() -> Iterator[SeededGroup]:
        account.hang_up()
        with emulator.seeded('elasticache') as state:
            yield SeededGroup(state, 'orders')

    def names() -> dict[str, str]:
        return account.names(zone)

    def plans() -> list[tuple[str, list[str]]]:
        return [(claim['result'], claim['changes']) for claim in account.plan(outputs['ReconcilerFunction'])['claims']]

    proof.stage('cdk bootstrap')
    cdk.bootstrap(ACCOUNT, REGION)

    proof.stage('cdk deploy')
    with zone_opened(proof, account):
        outputs = cdk.deploy()
    zone, topic = outputs['ZoneId'], outputs['TopicArn']
    proof.equal(10, 'when the deployment is over, the names exist', sorted(names()), ['read1', 'read2'])
    proof.equal(10, 'an output that uses a name has it', outputs['FirstReader'], 'read1.orders.internal')
    proof.equal(13, 'the packed library deploys, bootstrap to outputs', len(account.resources('Orders', 'Custom::ReplicaEndpointDns')), 1)
    judge_permissions(proof, account, zone, topic)

    proof.stage('the nodes have endpoints of their own')
    proof.seed('an endpoint for each node: to the emulator all nodes have one')
    with group() as nodes:
        nodes.give_own_endpoints()
    account.publish(topic, 'ElastiCache:CacheClusterScalingComplete', 'orders')
    proof.soon(2, 'renamed endpoints are followed, a name for each replica', names, {'read1': N2, 'read2': N3})

    proof.stage(f'{N2} becomes primary')
    proof.seed('the roles of a failover and its line in the event log')
    with group() as nodes:
        nodes.show_two_primaries(N2)
    proof.equal(8, 'while two nodes are called primary, nothing is changed', plans(), [('doubt', [])])
    with group() as nodes:
        nodes.fail_over(to=N2)
    account.publish(topic, 'ElastiCache:FailoverComplete', N2)
    proof.soon(1, 'no name stays on the new primary', names, {'read1': N3, 'read2': N3})
    proof.equal(4, 'none goes to the node that was demoted just now', N1 in names().values(), False)
    with group() as nodes:
        nodes.recover(N1)
    account.publish(topic, 'ElastiCache:CacheNodeReplaceComplete', N1)
    proof.soon(3, 'a failover and the rebuild move the one name concerned', names, {'read1': N1, 'read2': N3})

    proof.stage(f'{N3} becomes primary, and no notification comes')
    with group() as nodes:
        nodes.fail_over(to=N3)
    proof.soon(9, 'the sweep of EventBridge Scheduler finds what no notification told', names, {'read1': N1, 'read2': N1}, seconds=120)
    with group() as nodes:
        nodes.recover(N2)
    account.publish(topic, 'ElastiCache:CacheNodeReplaceComplete', N2)
    proof.soon(3, 'and again the one name that stood in goes to the node rebuilt', names, {'read1': N1, 'read2': N2})

    proof.stage(f'{N4} is added')
    proof.seed('the added node: the emulator adds one to the group, but not to the list of nodes')
    with group() as nodes:
        nodes.add_replica(N4)
    account.publish(topic, 'ElastiCache:AddCacheNodeComplete', N4)
    proof.soon(2, 'a replica added gets a name', names, {'read1': N1, 'read2': N2, 'read3': N4})
    proof.equal(12, 'no wake-up became a dead letter', account.dead_letters(outputs['DeadLetterQueue']), 0)
    proof.equal(12, 'the plan says that all is right', plans(), [('right', [])])

    proof.stage('a deployment whose name is taken')
    foreign = {'Name': 'web1.orders.internal', 'Type': 'A', 'TTL': 60, 'ResourceRecords': [{'Value': '10.0.0.1'}]}
    account.change(zone, 'CREATE', foreign)
    before = account.records(zone)
    refusal = cdk.refused_deployment(prefix='web')
    proof.equal(7, 'a foreign record stops the deployment', 'the name web1.orders.internal is taken' in refusal, True)
    proof.equal(10, 'the rollback leaves the zone as it was', account.records(zone), before)

    proof.stage('a change set that changes the prefix')
    cdk.prepare_change_set('rename', prefix='replica')
    changes = account.execute('Orders', 'rename')
    proof.equal(10, 'it changes the claim', changes.get('Custom::ReplicaEndpointDns'), 'Modify')
    proof.equal(10, 'the new names are there and the old are gone', names(), {'replica1': N1, 'replica2': N2, 'replica3': N4})

    proof.stage('cdk destroy')
    cdk.destroy()
    proof.equal(10, 'nothing of ours is left in the zone', account.records(zone), before[-1:])
    account.change(zone, 'DELETE', foreign)
    account.client('route53').delete_hosted_zone(Id=zone)


def judge_permissions(proof: Proof, account: Account, zone: str, topic: str) -> None:
    [reconciler] = roles(account, 'ReconcilerRole')
    batch = Batch(zone, ('read1.orders.internal', 'read._replica-endpoint-dns.orders.internal'))
    proof.equal(11, 'the reconciler may change its names and claims', may_change(account, reconciler, batch), True)
    for what, other in departures(batch).items():
        proof.equal(11, f'but not {what}', may_change(account, reconciler, other), False)
    proof.equal(12, 'ElastiCache may publish to the topic', may_publish(account, topic), True)
    proof.equal(12, 'but not in another account\'s name', may_publish(account, topic, owner='111111111111'), False)
    proof.equal(12, 'nor over plain HTTP', may_publish(account, topic, secure=False), False)


@contextmanager
def zone_opened(proof: Proof, account: Account) -> Iterator[None]:
    """Opens the zone for both functions as soon as their roles exist, while they are being deployed."""
    proof.seed('the right to change the zone and to follow a change: the emulator enforces permissions, but not as AWS does in Route 53')
    done = threading.Event()

    def watch() -> None:
        opened: set[str] = set()
        while not done.wait(0.2) and len(opened) < 2:
            for role in set(roles(account, 'ReconcilerRole') + roles(account, 'ClaimsRole')) - opened:
                open_zone(account, role)
                opened.add(role)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def roles(account: Account, ending: str) -> list[str]:
    """The stack's roles whose logical id has this ending; CloudFormation puts a hash behind it."""
    pages = account.client('iam').get_paginator('list_roles').paginate()
    return [role['RoleName'] for page in pages for role in page['Roles'] if role['RoleName'].startswith('Orders-') and ending in role['RoleName']]
