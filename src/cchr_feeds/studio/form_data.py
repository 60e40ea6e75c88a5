"""What a browser sends with a form."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

MAX_BYTES = 512 * 1024
"""Of a form; an entry's file has at most half of it."""

MAX_FIELDS = 4000
"""Of a form; a document has six, and may be there in every language."""


async def pairs_of(request: Request) -> list[tuple[str, str]]:
    """A form's names and values as they were sent."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise HTTPException(413)
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise HTTPException(400) from error
