"""cfn-lint."""

import json
import subprocess
import sys

# not looked at, and why
WITHOUT = {
    "W3005",  # a dependency twice: CDK itself has every function depend on its role
}


def lint(templates):
    """Errors and warnings, each with its template, as `RULE message`."""
    command = [sys.executable, "-c", "from cfnlint.runner import main; main()", "--format", "json", "--regions", "us-east-1", "--", *templates]
    run = subprocess.run(command, capture_output=True, text=True)
    if not run.stdout.strip():
        raise RuntimeError(f"cfn-lint must print its findings, got: exit {run.returncode}, {run.stderr}")
    found = [finding for finding in json.loads(run.stdout) if finding["Level"] != "Informational" and finding["Rule"]["Id"] not in WITHOUT]
    return [(finding["Filename"], f"{finding['Rule']['Id']} {finding['Message']} at {finding['Location']['Path']}") for finding in found]
