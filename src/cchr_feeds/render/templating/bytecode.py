"""What Jinja compiled of packaged templates, kept beside this module as Python keeps its own bytecode."""

import marshal
import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from cchr_feeds.file_state import stamp, states
from cchr_feeds.packaged import PACKAGED

_DIGEST = 16


class KeptBytecode(BytecodeCache):
    """Spares an eighth of the time of a small build; `use` tells apart what is made of the same templates.

    Whoever may write there may change the program itself. A project's own templates are compiled each time:
    nothing that lies in a project's folder may run outside the sandbox.
    """

    def __init__(self, use: str) -> None:
        self._use = use

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The path that problems name, which tells packaged templates from others."""
        return filename or name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket, if the same was compiled before."""
        if bucket.key.startswith(PACKAGED):
            with suppress(OSError):
                kept = self._file(bucket).read_bytes()
                digest, code = kept[:_DIGEST], kept[_DIGEST:]
                if digest == _digest(bucket, code):
                    bucket.code = marshal.loads(code)  # noqa: S302 - as trusted as the program: it lies there

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled, where that is possible."""
        if bucket.key.startswith(PACKAGED) and not sys.dont_write_bytecode:
            file, code = self._file(bucket), marshal.dumps(bucket.code)
            staged = file.with_name(f"{file.name}.{os.getpid()}")
            with suppress(OSError):
                file.parent.mkdir(parents=True, exist_ok=True)
                staged.write_bytes(_digest(bucket, code) + code)
                staged.replace(file)

    def _file(self, bucket: Bucket) -> Path:
        beside = Path(__file__).with_name(bucket.key.replace("/", "-"))
        return Path(cache_from_source(f"{beside}.py", optimization=self._use))


def _digest(bucket: Bucket, code: bytes) -> bytes:
    """Stands for the code, and for all that it follows from."""
    made_from = repr((jinja2.__version__, _settings(), bucket.key, bucket.checksum))
    return blake2b(made_from.encode() + code, digest_size=_DIGEST).digest()


@cache
def _settings() -> str:
    """Stands for how we have Jinja read and compile templates, which the modules of this folder say."""
    return stamp(states([Path(__file__).parent], hidden=(".", "__pycache__")))
