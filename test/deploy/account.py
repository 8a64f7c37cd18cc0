"""The emulated account as boto3 sees it."""
from __future__ import annotations

import json
from typing import Any

import boto3
from botocore.config import Config

from cdk import STACK


class Account:
    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.session = boto3.Session(
            aws_access_key_id=environment['AWS_ACCESS_KEY_ID'],
            aws_secret_access_key=environment['AWS_SECRET_ACCESS_KEY'],
            region_name=environment['AWS_REGION'])
        self.clients: dict[str, Any] = {}

    def client(self, service: str) -> Any:
        if service not in self.clients:
            self.clients[service] = self.session.client(
                service, endpoint_url=self.environment['AWS_ENDPOINT_URL'], verify=self.environment['AWS_CA_BUNDLE'],
                config=Config(connect_timeout=5, read_timeout=60, retries={'mode': 'standard', 'total_max_attempts': 5}))
        return self.clients[service]

    def hang_up(self) -> None:
        """Lets go of all connections; the emulator waits for that before it stops."""
        while self.clients:
            self.clients.popitem()[1].close()

    def records(self, zone: str) -> list[dict]:
        """All records but the zone's own two."""
        pages = self.client('route53').get_paginator('list_resource_record_sets').paginate(HostedZoneId=zone)
        return [record for page in pages for record in page['ResourceRecordSets'] if record['Type'] not in ('NS', 'SOA')]

    def names(self, zone: str) -> dict[str, str]:
        """Where the names lead: first label to first label, such as read1 to orders-0001-002."""
        return {record['Name'].split('.')[0]: record['ResourceRecords'][0]['Value'].split('.')[0]
                for record in self.records(zone) if record['Type'] == 'CNAME'}

    def change(self, zone: str, action: str, record: dict) -> None:
        self.client('route53').change_resource_record_sets(
            HostedZoneId=zone, ChangeBatch={'Changes': [{'Action': action, 'ResourceRecordSet': record}]})

    def publish(self, topic: str, event: str, node: str) -> None:
        """What ElastiCache tells its topic."""
        self.client('sns').publish(TopicArn=topic, Subject='ElastiCache Notification Message', Message=json.dumps({event: node}))

    def sweep_every_minute(self, schedule: str) -> None:
        scheduler = self.client('scheduler')
        found = scheduler.get_schedule(Name=schedule)
        kept = {key: found[key] for key in ('Name', 'GroupName', 'FlexibleTimeWindow', 'Target')}
        scheduler.update_schedule(**kept, ScheduleExpression='rate(1 minute)')

    def parameter(self, name: str) -> str:
        return self.client('ssm').get_parameter(Name=name)['Parameter']['Value']

    def dead_letters(self, queue: str) -> int:
        attributes = self.client('sqs').get_queue_attributes(QueueUrl=queue, AttributeNames=['All'])['Attributes']
        return int(attributes['ApproximateNumberOfMessages']) + int(attributes['ApproximateNumberOfMessagesNotVisible'])

    def plan(self, function: str) -> list[dict]:
        """What the reconciler says of each claim."""
        answer = self.client('lambda').invoke(FunctionName=function, Payload=json.dumps({'action': 'plan'}))
        return json.loads(answer['Payload'].read())['claims']

    def roles(self, part: str) -> list[str]:
        """Of the stack's roles, those that have this in their name."""
        pages = self.client('iam').get_paginator('list_roles').paginate()
        return [role['RoleName'] for page in pages for role in page['Roles'] if role['RoleName'].startswith(f'{STACK}-') and part in role['RoleName']]

    def resource(self, resource_type: str, logical_id: str = '') -> str:
        """The physical id of the stack's one resource of a type, of those that have this in their logical id."""
        described = self.client('cloudformation').describe_stack_resources(StackName=STACK)['StackResources']
        [found] = [each['PhysicalResourceId'] for each in described if each['ResourceType'] == resource_type and logical_id in each['LogicalResourceId']]
        return found

    def execute(self, change_set: str) -> dict[str, str]:
        """Carries out a change set; returns what it said it would do to each resource."""
        cloudformation = self.client('cloudformation')
        changes = cloudformation.describe_change_set(StackName=STACK, ChangeSetName=change_set)['Changes']
        cloudformation.execute_change_set(StackName=STACK, ChangeSetName=change_set)
        cloudformation.get_waiter('stack_update_complete').wait(StackName=STACK, WaiterConfig={'Delay': 1, 'MaxAttempts': 120})
        return {change['ResourceChange']['ResourceType']: change['ResourceChange']['Action'] for change in changes}
