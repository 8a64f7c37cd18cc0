"""What was synthesized."""

import glob
import json
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class App:
    name: str
    folder: str

    @property
    def templates(self):
        return sorted(glob.glob(os.path.join(self.folder, "*.template.json")))

    def nag(self):
        """What cdk-nag finds, as `RULE at CONSTRUCT`."""
        with open(os.path.join(self.folder, "cdk-nag.json")) as file:
            return {f"{rule} at {construct(path)}" for rule, path in json.load(file)}


def apps(folder):
    return [App(name, os.path.join(folder, name)) for name in sorted(os.listdir(folder))]


def construct(path):
    """The construct that a resource is of: `Claims` for Orders/ZoneReconciler-Z1/Claims/Resource."""
    return path.removesuffix("/Resource").split("/")[-1]


def broken(app, scratch, change):
    """A copy of the only template of an app, changed."""
    [template] = app.templates
    with open(template) as file:
        content = json.load(file)
    for resource in content["Resources"].values():
        change(resource)
    path = os.path.join(scratch, f"{change.__name__}.template.json")
    with open(path, "w") as file:
        json.dump(content, file)
    return [path]


def without_encryption(resource):
    if resource["Type"] == "AWS::ElastiCache::ReplicationGroup":
        del resource["Properties"]["TransitEncryptionEnabled"]


def without_skips(resource):
    resource.get("Metadata", {}).pop("checkov", None)
