"""boto3 calls every operation of the simulated account, and meets every refusal there is a fixture for."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable

import boto3
from botocore.exceptions import ClientError

REFUSALS = json.loads((Path(__file__).parents[1] / 'simulator' / 'route53' / 'refusals-measured-on-aws.json').read_text())


def call_everything(url: str, zone: str, zone_name: str, group: str) -> list[str]:
    """Returns what was found wrong."""
    def client(service: str) -> Any:
        return boto3.client(service, endpoint_url=url, region_name='us-east-1', aws_access_key_id='operator', aws_secret_access_key='operator')

    call_elasticache(client('elasticache'), group)
    route53 = client('route53')
    route53.get_hosted_zone(Id=zone)
    pages = route53.get_paginator('list_resource_record_sets').paginate(HostedZoneId=zone, PaginationConfig={'PageSize': 2})
    assert sum(len(page['ResourceRecordSets']) for page in pages) > 2
    refused(lambda: route53.get_hosted_zone(Id='Z0'), 'NoSuchHostedZone')
    refused(lambda: route53.get_change(Id='C0'), 'NoSuchChange')
    return [fault for refusal in REFUSALS['refusals'] for fault in measured(route53, zone, zone_name, refusal)]


def call_elasticache(elasticache: Any, group: str) -> None:
    members = elasticache.describe_replication_groups(ReplicationGroupId=group)['ReplicationGroups'][0]['MemberClusters']
    for operation, key in (('describe_replication_groups', 'ReplicationGroups'), ('describe_cache_clusters', 'CacheClusters'), ('describe_events', 'Events')):
        pages = elasticache.get_paginator(operation).paginate(PaginationConfig={'PageSize': 20})
        assert sum(len(page[key]) for page in pages) > 0, f'{operation} should find something'
    elasticache.describe_cache_clusters(CacheClusterId=members[0], ShowCacheNodeInfo=True)
    elasticache.describe_events(SourceType='cache-cluster', SourceIdentifier=members[0], Duration=60)
    elasticache.increase_replica_count(ReplicationGroupId=group, NewReplicaCount=len(members), ApplyImmediately=True)
    elasticache.decrease_replica_count(ReplicationGroupId=group, ReplicasToRemove=[members[-1]], ApplyImmediately=True)
    elasticache.test_failover(ReplicationGroupId=group, NodeGroupId='0001')
    refused(lambda: elasticache.describe_replication_groups(ReplicationGroupId='nobody'), 'ReplicationGroupNotFoundFault')
    refused(lambda: elasticache.describe_cache_clusters(CacheClusterId='nobody'), 'CacheClusterNotFound')


def measured(route53: Any, zone: str, zone_name: str, refusal: dict) -> list[str]:
    def change(action: str, record: dict) -> dict:
        written = {'Name': record['name'].replace('ZONE', zone_name), 'Type': record['type'], 'TTL': 60, 'ResourceRecords': [{'Value': record['value']}]}
        batch = {'Comment': refusal['why'], 'Changes': [{'Action': action, 'ResourceRecordSet': written}]}
        return route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch)['ChangeInfo']

    standing = refusal.get('standing')
    if standing:
        route53.get_change(Id=change('CREATE', standing)['Id'])
    message = refused(lambda: change('CREATE', refusal['created']), REFUSALS['code'])
    if standing:
        change('DELETE', standing)
    expected = (refusal.get('message') or refusal['messageBegins']).replace('ZONE', zone_name)
    right = message == expected if 'message' in refusal else message.startswith(expected)
    return [] if right else [f'{refusal["why"]}: AWS says {expected}, got: {message}']


def refused(call: Callable[[], Any], code: str) -> str:
    try:
        call()
    except ClientError as error:
        assert error.response['Error']['Code'] == code, f'the refusal should be {code}, got: {error}'
        return error.response['Error']['Message']
    raise AssertionError(f'the call should be refused with {code}')
