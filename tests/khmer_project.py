"""A project full of long Khmer texts, built with Khmer words known and without."""

import sys
from pathlib import Path

from builds import NOW, finished
from factories import RESILIENCE
from project_files import a_project

NAME = "ចាន់ថា"
RUN = RESILIENCE.replace(" ", "").replace("(“ម.ស.ម.ក”)", "").replace("«ភាពធន់»", "")
"""Over a hundred clusters without a space."""

WITH_WORDS = (sys.executable, "-m", "cchr_feeds")
WITHOUT_WORDS = (
    sys.executable,
    "-c",
    "import sys; sys.modules['icu4py'] = None; from cchr_feeds.cli import main; sys.exit(main())",
)
"""The command as it is where icu4py was never installed: importing it fails."""

SITE = """\
authority: example.org
since: 2020
url: https://example.org/
feeds_url: https://example.org/feeds/
timezone: Asia/Phnom_Penh
languages:
  km: {name: ខ្មែរ, organisation: មជ្ឈមណ្ឌលសិទ្ធិមនុស្សកម្ពុជា, short: ម.ស.ម.ក}
  en: {name: English, organisation: Cambodian Center for Human Rights, short: CCHR}
categories:
  statement: {km: សេចក្ដីថ្លែងការណ៍រួម, en: Joint statements}
supporters: [{name: មជ្ឈមណ្ឌលស្នេហា}]
newsletter:
  from: {name: មជ្ឈមណ្ឌលសិទ្ធិមនុស្សកម្ពុជា, address: news@example.org}
  list_id: monthly.example.org
  postal_address: រាជធានីភ្នំពេញ
  unsubscribe: https://example.org/leave
keep_together: [ចាន់ថា, ភាពធន់]
"""

EDITOR = f"""\
km:
  note: |
    {RUN}

    1. [{RUN[:60]}](https://example.org/សិទ្ធិមនុស្សកម្ពុជា)
    2. `{RUN[:40]}`
"""


def khmer_project(folder: Path, entries: int = 60) -> Path:
    """Entries of one month whose titles and texts have no spaces, more than a mail can hold."""
    files = {f"entries/{number:03}.yaml": _entry(number) for number in range(entries)}
    return a_project(folder, **{"site.yaml": SITE, "editions/2024-10.yaml": EDITOR, **files})


def _entry(number: int) -> str:
    """An entry; each begins at another place of the same text, so that each is cut at another."""
    start = RUN.index("ស", number)
    title, text = RUN[start : start + 70], f"{NAME}{RUN[start:]} ។ {RUN}{NAME}{RUN}"
    field = "body" if number % 20 == 19 else "summary"
    return f"""\
id: entry-{number:03}
published: 2024-10-{number % 28 + 1:02}
category: statement
km:
  title: {title}
  {field}: {text}
  files: [{{url: https://example.org/{number}.pdf, length: 1000, title: {title}}}]
"""


def built(python: tuple[str, ...], project: Path, out: Path) -> str:
    """Builds a project; what the command said on standard error."""
    words = (*python, "build", "--project", str(project), "--out", str(out), "--now", NOW)
    return finished(words).stderr
