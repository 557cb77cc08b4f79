"""The one table, complete: every request by its method and every event by its type."""

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType

from softphone.connector import agent_requests, call_requests, event_rows
from softphone.connector.table import EventRow, EventType, Method, RequestRow

REQUESTS: Mapping[Method, RequestRow] = MappingProxyType(
    {
        row.method: row
        for row in chain(
            call_requests.CALL_REQUESTS,
            call_requests.TOGGLE_REQUESTS,
            call_requests.PARTY_REQUESTS,
            call_requests.SUPERVISOR_REQUESTS,
            agent_requests.AGENT_REQUESTS,
            agent_requests.BOOK_REQUESTS,
            agent_requests.TALK_REQUESTS,
        )
    }
)

EVENTS: Mapping[EventType, EventRow] = MappingProxyType(
    {
        row.event: row
        for row in chain(
            event_rows.CALL_EVENTS,
            event_rows.PARTY_EVENTS,
            event_rows.SUPERVISOR_EVENTS,
            event_rows.AGENT_EVENTS,
            event_rows.ERROR_EVENTS,
        )
    }
)
