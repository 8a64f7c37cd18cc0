"""The bundle makes, moves and releases names in moto's Route 53, for a group in moto's ElastiCache."""
from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from moto_account import ACCOUNT, REGION, ZONE, MotoAccount, moto_account

INVOKE = Path(__file__).parent / 'invoke.cjs'
RECONCILER = f'arn:aws:sqs:{REGION}:{ACCOUNT}:WakeUps'
REGISTRATION = {
    'zoneName': ZONE, 'prefix': 'read', 'reconciler': RECONCILER, 'replicationGroupId': 'orders', 'ttl': 10, 'whenNoReplica': 'PRIMARY',
    'adoptExisting': False, 'retain': False,
}


def faults_on_moto() -> list[str]:
    faults: list[str] = []

    def expect(what: str, actual: Any, expected: Any) -> None:
        print(f'  {what}')
        if actual != expected:
            faults.append(f'{what}: expected {expected}, got: {actual}')

    with moto_account() as account:
        made = claims(account, 'Create')
        expect('a claim is answered with success', made['Status'], 'SUCCESS')
        expect('and with what its names end in', made.get('Data'), {'ZoneName': ZONE})
        expect('a name leads to each replica', nodes(account), {'read1': 'orders-002', 'read2': 'orders-003'})
        account.fail_over(to='orders-002')
        expect('the wake-up is kept until the group has settled', len(wake_up(account)['batchItemFailures']), 1)
        expect('no name stays on the new primary', nodes(account), {'read1': 'orders-003', 'read2': 'orders-003'})
        gone = claims(account, 'Delete', PhysicalResourceId=made['PhysicalResourceId'])
        expect('the release is answered with success', gone['Status'], 'SUCCESS')
        expect('nothing is left in the zone', (account.names(), account.claims()), ({}, []))
    return faults


def nodes(account: MotoAccount) -> dict[str, str]:
    return {name.split('.')[0]: target.split('.')[0] for name, target in account.names().items()}


def wake_up(account: MotoAccount) -> Any:
    now = str(int(time.time() * 1000))
    return invoke(account, 'reconcile', {'Records': [{'messageId': '1', 'body': 'anything', 'attributes': {'SentTimestamp': now}}]})


def claims(account: MotoAccount, request: str, **more: str) -> dict:
    """What the program puts to the place that CloudFormation would give it."""
    answers: list[dict] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            answers.append(json.loads(self.rfile.read(int(self.headers['Content-Length']))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(('127.0.0.1', 0), Receiver) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            invoke(account, 'claims', {
                'RequestType': request, 'RequestId': f'{request}-1', 'LogicalResourceId': 'Claim', 'ResponseURL': f'http://127.0.0.1:{server.server_port}/',
                'StackId': f'arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/Orders/1',
                'ResourceProperties': {'Registration': json.dumps({**REGISTRATION, 'hostedZoneId': account.zone})}, **more,
            })
        finally:
            server.shutdown()
    [answer] = answers
    return answer


def invoke(account: MotoAccount, entry: str, event: dict) -> Any:
    environment = {
        'PATH': os.environ['PATH'], 'AWS_REGION': REGION, 'AWS_ENDPOINT_URL': account.url, 'AWS_ACCESS_KEY_ID': 'moto', 'AWS_SECRET_ACCESS_KEY': 'moto',
        'HOSTED_ZONE_ID': account.zone, 'ZONE_NAME': ZONE, 'RECONCILER': RECONCILER, 'AWS_LAMBDA_FUNCTION_NAME': 'Reconciler',
        'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED': 'true',
    }
    done = subprocess.run(['node', str(INVOKE), entry, json.dumps(event)], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise RuntimeError(f'the bundle failed, got: {done.stdout}{done.stderr}')
    return json.loads(done.stdout.splitlines()[-1])
