"""What of the example app's template has to be otherwise for the emulator."""
from __future__ import annotations

# Resource types that the emulator's CloudFormation does not have, and that no other resource of the app asks for.
LACKING = ['AWS::EC2::SecurityGroupIngress']

DIFFERENCES = (f'the template without {", ".join(LACKING)}, which the emulator lacks; and the zone outlives the stack, so that one sees what is left in it')


def emulable(template: dict) -> dict:
    kept = {name: resource for name, resource in template['Resources'].items() if resource['Type'] not in LACKING}
    [zone] = [resource for resource in kept.values() if resource['Type'] == 'AWS::Route53::HostedZone']
    zone.update(DeletionPolicy='Retain', UpdateReplacePolicy='Retain')
    return {**template, 'Resources': kept}
