"""The TypeScript example and every snippet of README and docs, under what their readers check templates with. Those of the other languages make the
same template: test:bindings shows it."""

import json
import os
import subprocess
import sys
import tempfile

from cfn_lint import lint
from checkov_checks import check
from left_to_the_reader import left_to_the_reader
from templates import apps, broken, without_encryption, without_skips

RECOMMENDED_FLAGS = "node_modules/.cache/newest/node_modules/aws-cdk-lib/recommended-feature-flags.json"


def synthesize(folder, config, *mode, context, validation):
    """The example and the snippets, or in mode `unencrypted` the example with a fault; with the version of aws-cdk-lib that the config names."""
    program = ["tsx", "--tsconfig", f"test/examples/{config}", "test/examples/synthesize.ts", folder, *mode]
    environment = {**os.environ, "CDK_CONTEXT_JSON": json.dumps({"cnamePrefix": "read", "aws:cdk:enable-path-metadata": True, **context}), "CDK_VALIDATION": validation}
    run = subprocess.run(program, env=environment, capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


def faults_of_validation(scratch):
    """CDK's own validation by the newest version, with every flag that it recommends."""
    with open(RECOMMENDED_FLAGS) as file:
        flags = json.load(file)
    if flags.get("@aws-cdk/core:validateAgainstDefaultRules") is not True:
        yield "the recommended flags must hold the one that makes findings errors"
    status, _ = synthesize(os.path.join(scratch, "unencrypted"), "tsconfig.newest.json", "unencrypted", context=flags, validation="true")
    if status == 0:
        yield "CDK's validation must refuse a Valkey group without encryption in transit"
    status, printed = synthesize(os.path.join(scratch, "newest"), "tsconfig.newest.json", context=flags, validation="true")
    if status != 0:
        yield f"CDK's validation: {printed}"


def faults_of_checkers(scratch):
    """cdk-nag, cfn-lint and checkov on what the lowest version of aws-cdk-lib makes."""
    folder = os.path.join(scratch, "lowest")
    status, printed = synthesize(folder, "tsconfig.json", "cdk-nag", context={}, validation="false")
    if status != 0:
        yield printed
        return
    synthesized = apps(folder)
    print(f"{len(synthesized)} apps: the example, and the snippets of README and docs")
    templates = [template for app in synthesized for template in app.templates]
    of_checkers = [*lint(templates), *check(templates)]
    for app in synthesized:
        findings = {*app.nag(), *(finding for template, finding in of_checkers if template in app.templates)}
        expected = left_to_the_reader(app.name)
        yield from (f"{app.name}: {finding}" for finding in sorted(findings - expected.keys()))
        yield from (f"{app.name}: {finding} is expected ({expected[finding]}), and not found" for finding in sorted(expected.keys() - findings))


def faults_of_controls(scratch):
    """Each checker sees a template that has what it is there for."""
    example = next(app for app in apps(os.path.join(scratch, "lowest")) if app.name == "example")
    if not any(finding.startswith("E3704 ") for _, finding in lint(broken(example, scratch, without_encryption))):
        yield "cfn-lint must find a Valkey group without encryption in transit"
    if not any(finding.startswith("CKV_AWS_26 ") for _, finding in check(broken(example, scratch, without_skips))):
        yield "checkov must find an unencrypted topic that nobody has answered for"


with tempfile.TemporaryDirectory() as scratch:
    faults = [*faults_of_checkers(scratch), *faults_of_controls(scratch), *faults_of_validation(scratch)]
    for fault in faults:
        print(f"FAULT  {fault}")
    if faults:
        sys.exit(1)
    print("cfn-lint, checkov, cdk-nag and CDK's validation find nothing but what is left to the reader")
