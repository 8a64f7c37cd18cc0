"""What botocore can't read of an answer, or misses in it."""
from __future__ import annotations

from typing import Any, Iterator
from xml.etree import ElementTree

from botocore.model import Shape

from elements import local_name, unknown_elements
from exchange import Exchange

# What any operation may answer: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/CommonErrors.html and
# https://docs.aws.amazon.com/Route53/latest/APIReference/CommonErrors.html.
COMMON_ERRORS = {'AccessDenied': 403, 'Throttling': 400, 'ThrottlingException': 400, 'InternalFailure': 500}


def faults_of_answer(exchange: Exchange) -> list[str]:
    if exchange.answer['status'] >= 300:
        return faults_of_refusal(exchange)
    root = ElementTree.fromstring(exchange.answer['body'])
    operation = exchange.operation
    if exchange.service == 'elasticache':
        [root] = [child for child in root if local_name(child) == f'{operation.name}Result']
    parsed = exchange.parsed()
    read = sum(1 for _ in leaves({key: value for key, value in parsed.items() if key != 'ResponseMetadata'}))
    written = sum(1 for element in root.iter() if len(element) == 0 and (element.text or '') != '')
    lost = [] if read == written else [f'botocore reads {read} values of {written}']
    return [*unknown_elements(root, operation.output_shape), *missing_members(parsed, operation.output_shape, operation.name), *lost]


def faults_of_refusal(exchange: Exchange) -> list[str]:
    error = exchange.parsed().get('Error', {})
    code, message = error.get('Code'), error.get('Message')
    modelled = {shape.error_code: shape.metadata.get('error', {}).get('httpStatusCode') for shape in exchange.operation.error_shapes}
    if code not in {**modelled, **COMMON_ERRORS}:
        return [f'{exchange.operation.name} does not answer {code}']
    status = modelled.get(code) or COMMON_ERRORS.get(code, 400)
    wrong = [] if exchange.answer['status'] == status else [f'{code} comes with {status}, got: {exchange.answer["status"]}']
    return wrong + ([] if message else [f'{code} has no message'])


def missing_members(value: Any, shape: Shape | None, path: str) -> list[str]:
    """Members that the model calls required."""
    if shape is None or value is None:
        return []
    if shape.type_name == 'list':
        return [fault for item in value for fault in missing_members(item, shape.member, f'{path}[]')]
    if shape.type_name != 'structure':
        return []
    missing = [f'{path}.{name} is missing' for name in shape.required_members if name not in value]
    return missing + [fault for name, member in shape.members.items() for fault in missing_members(value.get(name), member, f'{path}.{name}')]


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif value is not None and value != '':
        yield value
