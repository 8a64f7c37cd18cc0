"""What AWS's model has against a request."""
from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree

from botocore.model import Shape
from botocore.parsers import create_parser
from botocore.validate import ParamValidator

from elements import unknown_elements
from exchange import Exchange, path_pattern


def faults_of_request(exchange: Exchange) -> list[str]:
    shape = exchange.operation.input_shape
    if exchange.service == 'elasticache':
        parameters, strange = form_parameters(exchange, shape)
    else:
        parameters, strange = rest_parameters(exchange, shape)
    report = ParamValidator().validate(parameters, shape)
    return strange + ([report.generate_report()] if report.has_errors() else [])


def form_parameters(exchange: Exchange, shape: Shape) -> tuple[dict, list[str]]:
    form = dict(parse_qsl(exchange.body))
    strange = [] if form.pop('Version') == exchange.model.api_version else ['another version of the API']
    del form['Action']
    parameters: dict[str, Any] = {}
    for key, text in form.items():
        name, _, rest = key.partition('.')
        member = shape.members.get(name)
        if member is None:
            strange.append(f'unknown parameter {key}')
        elif rest:
            parameters.setdefault(name, []).append(text)
        else:
            parameters[name] = scalar(member, text)
    return parameters, strange


def rest_parameters(exchange: Exchange, shape: Shape) -> tuple[dict, list[str]]:
    at = {(member.serialization.get('location'), member.serialization.get('name')): name for name, member in shape.members.items()}
    in_path = path_pattern(exchange.operation.http['requestUri']).fullmatch(exchange.path).groupdict()
    parameters: dict[str, Any] = {at['uri', key]: text for key, text in in_path.items()}
    strange = [f'unknown query parameter {key}' for key in exchange.query if ('querystring', key) not in at]
    for key, text in exchange.query.items():
        if ('querystring', key) in at:
            name = at['querystring', key]
            parameters[name] = scalar(shape.members[name], text)
    if exchange.body:
        root = ElementTree.fromstring(exchange.body)
        wanted = '{%s}%s' % (shape.serialization['xmlNamespace']['uri'], shape.serialization['name'])
        strange += [] if root.tag == wanted else [f'the document is {wanted}, got: {root.tag}']
        strange += unknown_elements(root, shape)
        body = create_parser('rest-xml')._parse_shape(shape, root)  # the parser of answers reads any shape
        parameters.update({key: value for key, value in body.items() if value is not None})
    return parameters, strange


def scalar(shape: Shape, text: str) -> Any:
    if shape.type_name in ('integer', 'long'):
        return int(text)
    return text == 'true' if shape.type_name == 'boolean' else text
