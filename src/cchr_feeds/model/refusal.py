"""A value that can't be accepted, in the words a writer needs."""

from __future__ import annotations


class Refused(ValueError):
    """Why a text can't be this value (`message`), what to type instead (`fix`), its kind (`code`)."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        self.code, self.message, self.fix = code, message, fix
        super().__init__(message)
