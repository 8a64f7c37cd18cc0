"""checkov."""

import json
import os
import subprocess
import sys

from templates import construct


def check(templates):
    """The checks that fail and are not skipped in the template, each with its template, as `CHECK at CONSTRUCT`."""
    command = [sys.executable, "-m", "checkov.main", "--framework", "cloudformation", "--skip-download", "--compact", "--quiet", "--output", "json"]
    run = subprocess.run([*command, *(argument for template in templates for argument in ("--file", template))], capture_output=True, text=True)
    try:
        report = json.loads(run.stdout)
        failed = report["results"]["failed_checks"]
    except (ValueError, KeyError, TypeError) as error:
        raise RuntimeError(f"checkov must print its findings, got: exit {run.returncode}, {run.stdout[:500]}{run.stderr}") from error
    if report["summary"]["parsing_errors"]:
        raise RuntimeError(f"checkov must be able to read the templates, got: {report['summary']}")
    paths = {template: paths_of(template) for template in templates}
    by_absolute = {os.path.realpath(template): template for template in templates}
    found = [(by_absolute[os.path.realpath(finding["file_abs_path"])], finding) for finding in failed]
    return [(template, f"{finding['check_id']} at {construct(paths[template][finding['resource']])}") for template, finding in found]


def paths_of(template):
    """The construct paths of resources, as checkov names them."""
    with open(template) as file:
        resources = json.load(file)["Resources"]
    return {f"{resource['Type']}.{logical_id}": resource.get("Metadata", {}).get("aws:cdk:path", logical_id) for logical_id, resource in resources.items()}
