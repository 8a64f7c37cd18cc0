"""The replication group in the emulator's state, for what no call to the emulator does: endpoints of their own, failover, the event log."""
from __future__ import annotations

import copy
from datetime import datetime, timezone

from emulator import ACCOUNT, REGION


# what stands between a node's id and the Region in its address.
OWN = 'abc123'


class SeededGroup:
    def __init__(self, elasticache: dict, group: str) -> None:
        self.state = elasticache
        self.group = elasticache['replication_groups']['data'][key(group)]

    @property
    def members(self) -> list[dict]:
        return self.group['NodeGroups'][0]['NodeGroupMembers']

    def give_own_endpoints(self, shard: str = OWN) -> None:
        for member in self.members:
            endpoint = {'Address': f'{member["CacheClusterId"]}.{shard}.0001.use1.cache.amazonaws.com', 'Port': 6379}
            member['ReadEndpoint'] = endpoint
            for node in self._cluster(member['CacheClusterId'])['CacheNodes']:
                node['Endpoint'] = endpoint

    def show_two_primaries(self, second: str) -> None:
        for member in self.members:
            if member['CacheClusterId'] == second:
                member['CurrentRole'] = 'primary'

    def fail_over(self, to: str) -> None:
        """As soon as the roles are exchanged; the old primary goes on being called available, as on AWS."""
        old = next(member['CacheClusterId'] for member in self.members if member['CurrentRole'] == 'primary' and member['CacheClusterId'] != to)
        for member in self.members:
            member['CurrentRole'] = 'primary' if member['CacheClusterId'] == to else 'replica'
        self._log(old, f'Failover from primary node {old} to replica node {to} completed')

    def recover(self, node: str) -> None:
        self._log(node, 'Finished recovery for cache nodes 0001')

    def add_replica(self, node: str) -> None:
        model = self.members[-1]['CacheClusterId']
        self.members.append({**self.members[-1], 'CacheClusterId': node, 'CurrentRole': 'replica'})
        self.group['MemberClusters'].append(node)
        self.state['clusters']['data'][key(node)] = {**copy.deepcopy(self._cluster(model)), 'CacheClusterId': node}
        self.give_own_endpoints()

    def _cluster(self, node: str) -> dict:
        return self.state['clusters']['data'][key(node)]

    def _log(self, node: str, message: str) -> None:
        entries = self.state['events']['data'].setdefault(key('entries'), [])
        entries.append({
            'SourceIdentifier': node, 'SourceType': 'cache-cluster', 'Message': message,
            'Date': datetime.now(timezone.utc).isoformat(timespec='milliseconds').replace('+00:00', 'Z'),
        })


def key(name: str) -> str:
    """How the emulator's state names what belongs to an account and Region."""
    return f"{ACCOUNT}\0{REGION}\0'{name}'"
