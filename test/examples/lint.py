"""cfn-lint, on the template of the TypeScript example; test:bindings shows that those of the other languages are equal to it."""

import json
import os
import subprocess
import sys
import tempfile

EXAMPLE = ["tsx", "--tsconfig", "test/examples/tsconfig.json", "examples/typescript/app.ts"]

# not looked at, and why
WITHOUT = {
    "W3005",  # a dependency twice: CDK itself has every function depend on its role
}


def lint(template):
    """The findings: errors and warnings, by their rules."""
    run = subprocess.run([sys.executable, "-c", "from cfnlint.runner import main; main()", "--format", "json", "--regions", "us-east-1", "--", template], capture_output=True, text=True)
    if not run.stdout.strip():
        raise RuntimeError(f"cfn-lint must print its findings, got: exit {run.returncode}, {run.stderr}")
    return [finding for finding in json.loads(run.stdout) if finding["Level"] != "Informational" and finding["Rule"]["Id"] not in WITHOUT]


def unencrypted(template, scratch):
    """The same without encryption, which AWS refuses for Valkey: the linter must see it, else it is not at work."""
    with open(template) as file:
        content = json.load(file)
    for resource in content["Resources"].values():
        if resource["Type"] == "AWS::ElastiCache::ReplicationGroup":
            del resource["Properties"]["TransitEncryptionEnabled"]
    broken = os.path.join(scratch, "unencrypted.json")
    with open(broken, "w") as file:
        json.dump(content, file)
    return broken


with tempfile.TemporaryDirectory() as scratch:
    context = json.dumps({"cnamePrefix": "read"})
    subprocess.run(EXAMPLE, check=True, env={**os.environ, "CDK_OUTDIR": scratch, "CDK_CONTEXT_JSON": context})
    template = os.path.join(scratch, "Orders.template.json")
    rules = {finding["Rule"]["Id"] for finding in lint(unencrypted(template, scratch))}
    if "E3704" not in rules:
        sys.exit(f"a Valkey group without encryption in transit must be found, got: {rules or 'nothing'}")
    findings = lint(template)
    for finding in findings:
        print(finding["Rule"]["Id"], finding["Message"], finding["Location"]["Path"])
    if findings:
        sys.exit(1)
    print("cfn-lint finds nothing in the template of the example")
