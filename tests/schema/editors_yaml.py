"""YAML as an editor takes it, by the core schema (YAML 1.2.2 §10.3): `2024` is a number, `no` a word."""

import re

import yaml
from yaml.nodes import ScalarNode

_TAG = "tag:yaml.org,2002:"


class EditorsLoader(yaml.CSafeLoader):
    """Gives plain values the types that JSON Schema knows, and no others: a date is a text."""


EditorsLoader.yaml_implicit_resolvers = {}


def _resolve(kind: str, pattern: str, first: str) -> None:
    EditorsLoader.add_implicit_resolver(f"{_TAG}{kind}", re.compile(f"^(?:{pattern})$"), list(first))


_resolve("null", "null|Null|NULL|~|", "nN~")
EditorsLoader.yaml_implicit_resolvers[""] = [(f"{_TAG}null", re.compile("^$"))]
_resolve("bool", "true|True|TRUE|false|False|FALSE", "tTfF")
_resolve("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789")
_resolve(
    "float",
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
    "-+.0123456789",
)


def _integer(loader: EditorsLoader, node: ScalarNode) -> int:
    value = str(loader.construct_scalar(node))
    return int(value, {"0o": 8, "0x": 16}.get(value[:2], 10))


def _number(loader: EditorsLoader, node: ScalarNode) -> float:
    return float(str(loader.construct_scalar(node)).replace(".inf", "inf").replace(".nan", "nan").lower())


EditorsLoader.add_constructor(f"{_TAG}int", _integer)
EditorsLoader.add_constructor(f"{_TAG}float", _number)


def as_an_editor_takes_it(text: str) -> object:
    """The document in a text; raises `yaml.YAMLError` for what an editor marks by itself."""
    try:
        value: object = yaml.load(text, EditorsLoader)
    except RecursionError as error:
        raise yaml.YAMLError("nested too deep") from error
    return value


def as_an_editor_takes_the_value(text: str) -> object:
    """A single value, typed without quotation marks; the text itself where it can't be typed so."""
    try:
        node = yaml.compose(text, EditorsLoader)
    except yaml.YAMLError:
        return text
    return as_an_editor_takes_it(text) if isinstance(node, ScalarNode) and node.value == text else text
