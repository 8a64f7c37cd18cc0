"""The policies of the roles, and the one that SECURITY.md shows, judged by an evaluator that nobody here wrote."""
from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from ministack.core.iam_evaluator import EvalContext, evaluate, parse_policy_document

CHECKOUT = Path(__file__).resolve().parents[2]
ACCOUNT = '111111111111'


def faults_of_policies() -> list[str]:
    tsx = [str(CHECKOUT / 'node_modules' / '.bin' / 'tsx'), '--tsconfig', str(CHECKOUT / 'tsconfig.dev.json')]
    printed = subprocess.run([*tsx, str(CHECKOUT / 'test' / 'second-opinion' / 'policies.ts')], check=True, stdout=subprocess.PIPE, text=True).stdout
    asked = json.loads(printed)
    documents = {name: parse_policy_document(document) for name, document in asked['policies'].items()}
    faults = []
    for request in asked['requests']:
        decisions = {name: evaluate(context(asked, request['keys']), [document]).decision for name, document in documents.items()}
        faults += [
            f'{request["what"]}: the policy of the {name} must {"allow" if name in request["allowedBy"] else "refuse"} it, got: {decision}'
            for name, decision in decisions.items() if (decision == 'Allow') != (name in request['allowedBy'])
        ]
    print(f'{len(asked["requests"]):6} requests judged under each of {len(documents)} policies')
    return faults


def context(asked: dict[str, Any], keys: dict[str, list[str]]) -> EvalContext:
    return EvalContext(
        principal_arn=f'arn:aws:sts::{ACCOUNT}:assumed-role/role/session', principal_type='AssumedRole', principal_account=ACCOUNT,
        action=asked['action'], resource_arn=asked['resource'], region='eu-west-1', source_ip='127.0.0.1', secure_transport=True,
        service_context={key.lower(): values for key, values in keys.items()})
