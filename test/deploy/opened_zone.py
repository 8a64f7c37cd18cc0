"""The zone, opened by hand for the functions: the emulator does not judge requests to Route 53 as AWS does."""
from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from typing import Iterator

from account import Account

POLICY = 'seeded-since-the-emulator-has-no-route53-condition-keys'

# It enforces permissions, but tells IAM nothing of a change batch, so that our conditions could never be met; and it knows GetChange without the resource
# that AWS has for it (change/*: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonroute53.html).
STATEMENT = {'Effect': 'Allow', 'Action': ['route53:ChangeResourceRecordSets', 'route53:GetChange'], 'Resource': '*'}


@contextmanager
def opened_zone(account: Account) -> Iterator[None]:
    """Opens it for both functions as soon as their roles exist, while they are being deployed."""
    done = threading.Event()

    def watch() -> None:
        opened: set[str] = set()
        while not done.wait(0.2) and len(opened) < 2:
            for role in {*account.roles('ReconcilerRole'), *account.roles('ClaimsRole')} - opened:
                account.client('iam').put_role_policy(
                    RoleName=role, PolicyName=POLICY, PolicyDocument=json.dumps({'Version': '2012-10-17', 'Statement': [STATEMENT]}))
                opened.add(role)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
