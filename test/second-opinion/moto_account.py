"""moto in this process: its ElastiCache and Route 53, with what our program needs and moto lacks."""
from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import Any, Iterator

import boto3
from moto.core.responses import ActionResult
from moto.elasticache.models import elasticache_backends
from moto.elasticache.responses import ElastiCacheResponse
from moto.server import ThreadedMotoServer

ACCOUNT = '123456789012'
REGION = 'us-east-1'
ZONE = 'orders.internal'


class MotoAccount:
    def __init__(self, url: str) -> None:
        self.url = url
        self.route53, self.elasticache = (
            boto3.client(service, endpoint_url=url, region_name=REGION, aws_access_key_id='moto', aws_secret_access_key='moto')
            for service in ('route53', 'elasticache'))
        private = {'VPC': {'VPCId': 'vpc-12345678', 'VPCRegion': REGION}, 'HostedZoneConfig': {'PrivateZone': True}}
        self.zone = self.route53.create_hosted_zone(Name=ZONE, CallerReference='orders', **private)['HostedZone']['Id'].rpartition('/')[2]
        self._make_group()

    def _make_group(self) -> None:
        group = self.elasticache.create_replication_group(
            ReplicationGroupId='orders', ReplicationGroupDescription='orders', Engine='valkey', CacheNodeType='cache.t4g.small',
            NumNodeGroups=1, ReplicasPerNodeGroup=2, AutomaticFailoverEnabled=True)['ReplicationGroup']
        print('  FILLED IN the members of the group, which moto does not list as nodes')
        for node in group['MemberClusters']:
            self.elasticache.create_cache_cluster(CacheClusterId=node, Engine='redis', CacheNodeType='cache.t4g.small', NumCacheNodes=1)

    def fail_over(self, to: str) -> None:
        print('  FILLED IN a failover, which moto does not know: the roles are exchanged')
        group = elasticache_backends[ACCOUNT][REGION].replication_groups['orders']
        for member in group.node_groups[0]['node_group_members']:
            member['current_role'] = 'primary' if member['cache_cluster_id'] == to else 'replica'

    def names(self) -> dict[str, str]:
        records = self.route53.list_resource_record_sets(HostedZoneId=self.zone)['ResourceRecordSets']
        return {record['Name']: record['ResourceRecords'][0]['Value'] for record in records if record['Type'] not in ('NS', 'SOA', 'TXT')}

    def claims(self) -> list[str]:
        records = self.route53.list_resource_record_sets(HostedZoneId=self.zone)['ResourceRecordSets']
        return [record['Name'] for record in records if record['Type'] == 'TXT']


@contextmanager
def moto_account() -> Iterator[MotoAccount]:
    print('  FILLED IN an empty event log, which moto does not have')
    ElastiCacheResponse.describe_events = lambda self: ActionResult({'Events': []})
    logging.getLogger('werkzeug').setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address='127.0.0.1', port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield MotoAccount(f'http://{host}:{port}')
    finally:
        server.stop()
