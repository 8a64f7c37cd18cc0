"""The emulated account as boto3 sees it."""
from __future__ import annotations

import json
from typing import Any

import boto3
from botocore.config import Config

CLAIMS_LABEL = '_replica-endpoint-dns'


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

    def claims(self, zone: str) -> list[str]:
        return [record['Name'] for record in self.records(zone) if CLAIMS_LABEL in record['Name']]

    def change(self, zone: str, action: str, record: dict) -> None:
        self.client('route53').change_resource_record_sets(
            HostedZoneId=zone, ChangeBatch={'Changes': [{'Action': action, 'ResourceRecordSet': record}]})

    def publish(self, topic: str, event: str, node: str) -> None:
        """What ElastiCache tells its topic."""
        self.client('sns').publish(TopicArn=topic, Subject='ElastiCache Notification Message', Message=json.dumps({event: node}))

    def dead_letters(self, queue: str) -> int:
        attributes = self.client('sqs').get_queue_attributes(QueueUrl=queue, AttributeNames=['All'])['Attributes']
        return int(attributes['ApproximateNumberOfMessages']) + int(attributes['ApproximateNumberOfMessagesNotVisible'])

    def plan(self, function: str) -> Any:
        answer = self.client('lambda').invoke(FunctionName=function, Payload=json.dumps({'action': 'plan'}))
        return json.loads(answer['Payload'].read())

    def resources(self, stack: str, resource_type: str) -> list[str]:
        """The ids of a stack's resources of a type."""
        described = self.client('cloudformation').describe_stack_resources(StackName=stack)['StackResources']
        return [each['PhysicalResourceId'] for each in described if each['ResourceType'] == resource_type]

    def execute(self, stack: str, change_set: str) -> dict[str, str]:
        """Carries out a change set; returns what it said it would do to each resource."""
        cloudformation = self.client('cloudformation')
        changes = cloudformation.describe_change_set(StackName=stack, ChangeSetName=change_set)['Changes']
        cloudformation.execute_change_set(StackName=stack, ChangeSetName=change_set)
        cloudformation.get_waiter('stack_update_complete').wait(StackName=stack, WaiterConfig={'Delay': 1, 'MaxAttempts': 120})
        return {change['ResourceChange']['ResourceType']: change['ResourceChange']['Action'] for change in changes}
