"""Words that every part of the program uses."""

from __future__ import annotations

WORDING = {
    "and": (
        "{first} and {last}",
        "{first} និង {last}",
    ),
    "or": (
        "{first} or {last}",
        "{first} ឬ {last}",
    ),
    "and-more": (
        "{shown} and {more} more",
        "{shown} និង {more} ទៀត",
    ),
    "write": (
        "write {value}",
        "សូមសរសេរ {value}",
    ),
    "did-you-mean": (
        "did you mean {meant}?",
        "តើអ្នកចង់សរសេរ {meant} មែនទេ?",
    ),
    "write-one-of": (
        "write one of {names}",
        "សូមសរសេរមួយក្នុងចំណោម {names}",
    ),
    "true-or-false": (
        "true or false",
        "true ឬ false",
    ),
    "lines": (
        "{first}\n{last}",
        "{first}\n{last}",
    ),
    "with-fix": (
        "{message}; {fix}",
        "{message}។ {fix}",
    ),
    "at-option": (
        "{option}{message}; {fix}",
        "{option}{message}។ {fix}",
    ),
}
