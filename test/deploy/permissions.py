"""The policies as they were deployed, judged by the emulator's evaluator, which nobody here wrote."""
from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from ministack.core.iam_evaluator import EvalContext, evaluate, evaluate_resource_policy, parse_policy_document

from account import Account
from emulator import ACCOUNT, REGION
from opened_zone import POLICY


@dataclass(frozen=True)
class Batch:
    """A change batch as Route 53 shows it to IAM; without `known`, as the emulator does: not at all."""
    zone: str
    names: tuple[str, ...]
    types: tuple[str, ...] = ('CNAME', 'TXT')
    actions: tuple[str, ...] = ('DELETE', 'CREATE')
    known: bool = True

    @property
    def keys(self) -> dict[str, Any]:
        prefix = 'route53:changeresourcerecordsets'
        values = {'normalizedrecordnames': self.names, 'recordtypes': self.types, 'actions': self.actions}
        return {prefix + key: list(value) for key, value in values.items()} if self.known else {}


def role_of(account: Account, part: str) -> str:
    [role] = account.roles(part)
    return role


def may_change(account: Account, role: str, batch: Batch) -> bool:
    iam = account.client('iam')
    names = [name for name in iam.list_role_policies(RoleName=role)['PolicyNames'] if name != POLICY]
    policies = [parse_policy_document(iam.get_role_policy(RoleName=role, PolicyName=name)['PolicyDocument']) for name in names]
    return evaluate(context('route53:ChangeResourceRecordSets', f'arn:aws:route53:::hostedzone/{batch.zone}', batch.keys), policies).decision == 'Allow'


def departures(batch: Batch) -> dict[str, Batch]:
    """The batch with one thing in it that must not be."""
    return {
        'a foreign name': replace(batch, names=(*batch.names, 'www.orders.internal')),
        'an address record': replace(batch, types=('CNAME', 'A')),
        'an overwriting change': replace(batch, actions=('UPSERT',)),
        'another zone': replace(batch, zone='Z0000000000000'),
        'a batch of which nothing is known': replace(batch, known=False),
    }


def may_publish(account: Account, topic: str, owner: str = ACCOUNT, secure: bool = True) -> bool:
    """Whether the topic takes what ElastiCache publishes in the name of an account."""
    policy = account.client('sns').get_topic_attributes(TopicArn=topic)['Attributes']['Policy']
    publish = replace(context('sns:Publish', topic, {'aws:sourceowner': owner}), secure_transport=secure)
    return evaluate_resource_policy(policy, publish, service='elasticache.amazonaws.com').decision == 'Allow'


def context(action: str, resource: str, keys: dict[str, Any]) -> EvalContext:
    return EvalContext(
        principal_arn=f'arn:aws:sts::{ACCOUNT}:assumed-role/role/session', principal_type='AssumedRole', principal_account=ACCOUNT,
        action=action, resource_arn=resource, region=REGION, source_ip='127.0.0.1', secure_transport=True, service_context=keys)
