"""A request and its answer, beside AWS's own model of the operation as botocore brings it."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import botocore.session
from botocore.model import OperationModel, ServiceModel
from botocore.parsers import create_parser

SESSION = botocore.session.get_session()


@dataclass(frozen=True)
class Exchange:
    """As it went over the wire."""
    service: str
    by: str
    method: str
    path: str
    query: dict[str, str]
    body: str
    answer: dict[str, Any]

    @property
    def model(self) -> ServiceModel:
        return SESSION.get_service_model(self.service)

    @property
    def operation(self) -> OperationModel:
        if self.service == 'elasticache':
            return self.model.operation_model(dict(parse_qsl(self.body))['Action'])
        for name in self.model.operation_names:
            operation = self.model.operation_model(name)
            uri, _, query = operation.http['requestUri'].partition('?')
            if operation.http['method'] == self.method and not query and path_pattern(uri).fullmatch(self.path):
                return operation
        raise AssertionError(f'no operation of {self.service} is asked for by {self.method} {self.path}')

    def parsed(self) -> dict:
        """As a client of botocore gets the answer."""
        parser = create_parser(self.model.resolved_protocol)
        response = {'status_code': self.answer['status'], 'headers': {}, 'body': self.answer['body'].encode()}
        return parser.parse(response, self.operation.output_shape)


def path_pattern(uri: str) -> re.Pattern:
    return re.compile(re.sub(r'\\{(\w+)\\}', r'(?P<\1>[^/]+)', re.escape(uri.rstrip('/'))) + '/?')
