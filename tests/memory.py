"""The most memory that a process has had at once, and a way to run the command that tells it.

`memory.py NOTE WORDS…` runs the command with these words and writes the number into the file NOTE.
"""

import atexit
import re
import resource
import sys
from pathlib import Path

MEMORY = Path(__file__)

STATUS = Path("/proc/self/status")
"""What Linux tells a process of itself (proc(5))."""


def greatest_memory() -> float:
    """In MB, of this process.

    Linux hands `ru_maxrss` on to a new program, which starts with what its parent had (`exec_mmap` in
    fs/exec.c): after a long run of tests more than what is measured. VmHWM is the program's own.
    """
    found = STATUS.is_file() and re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text(encoding="ascii"))
    kilobytes = int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / 1024


if __name__ == "__main__":
    from cchr_feeds.cli import main

    note = Path(sys.argv.pop(1))
    atexit.register(lambda: note.write_text(str(greatest_memory()), encoding="ascii"))
    main()
