"""The tables of limits and statuses that the tests of product and simulator share, held against the model that botocore brings."""
from __future__ import annotations

import json
import re
from pathlib import Path

from exchange import SESSION

TRUTH = Path(__file__).resolve().parents[1] / 'truth'


def faults_of_tables() -> list[str]:
    faults = [*faults_of_limits(), *faults_of_statuses()]
    print(f'{len(faults):6} differences between test/truth and the models of botocore')
    return faults


def faults_of_limits() -> list[str]:
    shapes = json.loads((TRUTH / 'route53-limits.json').read_text())['shapes']
    route53 = SESSION.get_service_model('route53')
    found = {name: {key: value for key, value in route53.shape_for(name).metadata.items() if key in ('min', 'max')} for name in shapes}
    return [f'the limits of {name} are {found[name]}, got: {limits}' for name, limits in shapes.items() if found[name] != limits]


def faults_of_statuses() -> list[str]:
    table = json.loads((TRUTH / 'elasticache-events.json').read_text())
    elasticache = SESSION.get_service_model('elasticache')
    documented = {
        'nodeStatuses': ('CacheCluster', 'CacheClusterStatus'),
        'cacheNodeStatuses': ('CacheNode', 'CacheNodeStatus'),
        'groupStatuses': ('ReplicationGroup', 'Status'),
    }
    faults = []
    for key, (shape, member) in documented.items():
        text = re.sub(r'<[^>]+>', '', elasticache.shape_for(shape).members[member].documentation)
        faults += [f'{shape}.{member} has no status "{status}": {text}' for status in table[key] if status not in text]
        others = [word for word in re.findall(r'[a-z]+(?:-[a-z]+)+', text) if word not in table[key]]
        faults += [f'{shape}.{member} may be "{word}", which the table lacks' for word in others]
    return faults
