"""XML elements against the model."""
from __future__ import annotations

from xml.etree.ElementTree import Element

from botocore.model import Shape


def unknown_elements(node: Element, shape: Shape | None, path: str = '') -> list[str]:
    """Elements that the model does not know: a client drops them without a word."""
    if shape is None or shape.type_name not in ('structure', 'list'):
        return [f'{path} has elements in it'] if len(node) else []
    if shape.type_name == 'list':
        known = {shape.member.serialization.get('name', 'member'): shape.member}
    else:
        known = {member.serialization.get('name', name): member for name, member in shape.members.items()}
    found: list[str] = []
    for child in node:
        name = local_name(child)
        found += unknown_elements(child, known[name], f'{path}/{name}') if name in known else [f'unknown element {path}/{name}']
    return found


def local_name(element: Element) -> str:
    return element.tag.rpartition('}')[2]
