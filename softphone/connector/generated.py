"""The files of the tree that are made from the tables, by their paths. A test compares them with the code."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from softphone.connector.documents import connector_document
from softphone.connector.schemas import connector_schema, page_table
from softphone.protocol.documents import bridge_messages
from softphone.protocol.schemas import bridge_schema

FILES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "docs/bridge-messages.md": bridge_messages,
        "docs/connector.md": connector_document,
        "resources/schema/bridge.json": bridge_schema,
        "resources/schema/connector.json": connector_schema,
        "resources/connector/src/table.json": page_table,
    }
)
