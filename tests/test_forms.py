"""`newsletter --for`: which files are made, which are refused and why, and what later builds make of them."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from builds import tree
from cchr_feeds import newsletter as newsletters
from cchr_feeds.build import build
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.model.dates import Period
from cchr_feeds.model.part import Form
from cchr_feeds.render.newsletter.mail_services import FORMS, SERVICES
from cchr_feeds.run import Outcome, Run
from commands import DONE, NOW, PROBLEMS, USAGE, run
from project_files import SITE, a_project, an_entry_file

SETTINGS = {
    "from": "{name: The Organisation, address: news@example.org}",
    "postal_address": "1 Example Street, Phnom Penh",
    "unsubscribe": "https://example.org/unsubscribe",
}
FILES = {
    "html": {"en.html", "en.txt", "km.html", "km.txt"},
    "eml": {"en.eml", "km.eml"},
    "mailchimp": {f"{name}.mailchimp.{end}" for name in ("en", "km") for end in ("html", "txt")},
    "listmonk": {"en.listmonk.json", "km.listmonk.json"},
    "brevo": {"en.brevo.html", "km.brevo.html"},
    "ses": {"en.ses.json", "km.ses.json"},
    "sendgrid": {f"{name}.sendgrid.{end}" for name in ("en", "km") for end in ("html", "txt")},
    "campaign-monitor": {
        f"{name}.campaign-monitor.{end}" for name in ("en", "km") for end in ("html", "txt")
    },
    "buttondown": {"en.buttondown.html", "km.buttondown.html"},
    "postmark": {f"{name}.postmark.{end}" for name in ("en", "km") for end in ("html", "txt")},
    "mailerlite": {f"{name}.mailerlite.{end}" for name in ("en", "km") for end in ("html", "txt")},
}


def a_sender(folder: Path, *missing: str) -> Path:
    """A project with one entry in each language, whose newsletter lacks these settings."""
    known = "".join(f"  {name}: {value}\n" for name, value in SETTINGS.items() if name not in missing)
    described = f"{SITE}newsletter:\n  other_languages: titles\n{known}"
    entry = an_entry_file(km="{title: ភាពធន់}")
    return a_project(folder, **{"site.yaml": described, "entries/a.yaml": entry})


def write(project: Path, name: str, entry: str) -> None:
    """Puts an entry into the project."""
    (project / "entries" / name).write_text(entry, encoding="utf-8")


def now(project: Path) -> Run:
    """A command at the usual moment, that says nothing."""
    return Run(project, project / "out", datetime.fromisoformat(NOW), progress=lambda message: None)


def newsletter(project: Path, *forms: str) -> Outcome:
    """What `newsletter 2024-10` does with these forms."""
    return newsletters.newsletter(now(project), Period.of_month(2024, 10), tuple(map(Form, forms)))


def mails(project: Path) -> set[str]:
    """The names of the mail's files of October 2024."""
    return {path.name for path in project.glob("out/newsletters/2024-10/mail/*")}


def asked_for(*forms: str) -> list[str]:
    """The options that ask for these forms."""
    return [word for form in forms for word in ("--for", form)]


def test_the_command_knows_every_form() -> None:
    """And the tests know the files of each."""
    assert list(FORMS) == list(FILES)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_has_its_files_and_no_others(tmp_path: Path, form: str) -> None:
    """In every language, with the page that the mail leads to."""
    project = a_sender(tmp_path)
    newsletter(project, form)
    assert mails(project) == FILES[form]
    assert (project / "out/newsletters/2024-10/en.html").is_file()
    assert (project / "out/newsletters/index.html").is_file()


def test_several_forms_are_made_at_once(tmp_path: Path) -> None:
    """Each that is named."""
    project = a_sender(tmp_path)
    run(project, "newsletter", "--now", NOW, *asked_for("html", "brevo"))
    assert mails(project) == FILES["html"] | FILES["brevo"]


def test_without_a_name_html_and_message_are_made(tmp_path: Path) -> None:
    """As every build makes them."""
    project = a_sender(tmp_path)
    run(project, "newsletter", "--now", NOW)
    assert mails(project) == FILES["html"] | FILES["eml"]


@pytest.mark.parametrize("name", SETTINGS)
def test_without_a_name_what_can_be_made_is_made(tmp_path: Path, name: str) -> None:
    """It says what is missing, and ends well."""
    project = a_sender(tmp_path, name)
    assert newsletter(project).missing_for_mail == (name,)
    assert mails(project) == FILES["html"]


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("form", ["eml", *SERVICES])
def test_a_named_form_that_lacks_something_is_refused(tmp_path: Path, form: str, name: str) -> None:
    """With what to fill in where; nothing is written, not even another form."""
    project = a_sender(tmp_path, name)
    with pytest.raises(ProblemsFound) as found:
        newsletter(project, "html", form)
    (problem,) = found.value.problems
    assert (problem.path, problem.line, problem.column) == ("site.yaml", SITE.count("\n") + 2, 3)
    assert problem.message.endswith(f"newsletter: has no {name}:")
    assert problem.fix.startswith(f"write under newsletter:, for instance, {name}: ")
    assert not (project / "out").exists()


def test_the_way_out_that_is_proposed_asks_no_server_for_one_click(tmp_path: Path) -> None:
    """An https address that is the same for all readers can't answer that (RFC 8058)."""
    with pytest.raises(ProblemsFound) as found:
        newsletter(a_sender(tmp_path, "unsubscribe"), "eml")
    (problem,) = found.value.problems
    assert problem.fix.endswith("unsubscribe: mailto:leave@example.org")


def test_all_that_is_missing_is_said_at_once(tmp_path: Path) -> None:
    """Also where there is nothing under newsletter: at all; the command ends with 1."""
    project = a_project(tmp_path, **{"entries/a.yaml": an_entry_file()})
    ended = run(project, "newsletter", "--now", NOW, *asked_for("eml"))
    assert (ended.returncode, ended.stdout) == (PROBLEMS, "")
    said = re.findall(
        r"^site\.yaml:1:1: error: a mail needs .*: newsletter: has no (\w+):$", ended.stderr, re.M
    )
    assert sorted(said) == sorted(SETTINGS)
    assert "3 problems to fix; nothing was written" in ended.stderr


def test_html_needs_nothing(tmp_path: Path) -> None:
    """It can be looked at before anything is decided, and nothing is said to be missing."""
    project = a_sender(tmp_path, *SETTINGS)
    ended = run(project, "newsletter", "--now", NOW, *asked_for("html"))
    assert (ended.returncode, ended.stderr) == (DONE, "")
    assert mails(project) == FILES["html"]


def test_an_unknown_form_ends_with_2(tmp_path: Path) -> None:
    """The known ones are named."""
    ended = run(a_sender(tmp_path), "newsletter", "--for", "pigeon")
    assert ended.returncode == USAGE
    assert "campaign-monitor" in ended.stderr


def test_a_build_makes_again_what_was_made_for_a_service(tmp_path: Path) -> None:
    """Of that period alone; a change reaches it."""
    project = a_sender(tmp_path)
    newsletter(project, "mailchimp", "ses")
    write(project, "b.yaml", an_entry_file(id="second", published="2024-11-01"))
    write(project, "a.yaml", an_entry_file(en="{title: A better title}", km="{title: ភាពធន់}"))
    build(now(project))
    assert mails(project) == set().union(*(FILES[form] for form in ("html", "eml", "mailchimp", "ses")))
    made = project / "out/newsletters"
    assert "A better title" in (made / "2024-10/mail/en.mailchimp.html").read_text(encoding="utf-8")
    assert not list(made.glob("2024-11/mail/*.mailchimp.*"))


def test_a_newsletter_makes_again_what_was_made_for_a_service(tmp_path: Path) -> None:
    """Of its own period, whichever forms are named now; so no file there holds old words."""
    project = a_sender(tmp_path)
    newsletter(project, "mailchimp", "ses")
    write(project, "a.yaml", an_entry_file(en="{title: A better title}", km="{title: ភាពធន់}"))
    newsletter(project, "html")
    assert mails(project) == set().union(*(FILES[form] for form in ("html", "mailchimp", "ses")))
    for name in ("en.html", "en.mailchimp.html", "en.mailchimp.txt", "en.ses.json"):
        made = (project / "out/newsletters/2024-10/mail" / name).read_text(encoding="utf-8")
        assert "A better title" in made


def test_a_service_loses_what_is_withdrawn(tmp_path: Path) -> None:
    """With the next build; and everything, when nothing else is in the edition."""
    project = a_sender(tmp_path)
    write(project, "b.yaml", an_entry_file(id="second", en="{title: Most secret}"))
    newsletter(project, *SERVICES)
    assert b"Most secret" in (project / "out/newsletters/2024-10/mail/en.ses.json").read_bytes()
    withdrawn = "{on: 2024-11-01, reason: {en: A mistake., km: ខុស}}"
    write(project, "b.yaml", an_entry_file(id="second", en="{title: Most secret}", withdrawn=withdrawn))
    build(now(project))
    found = tree(project / "out/newsletters")
    assert {"2024-10/mail/en.ses.json", "2024-10/mail/en.brevo.html"} <= found.keys()
    assert not [path for path, content in found.items() if b"Most secret" in (content or b"")]
    write(project, "a.yaml", an_entry_file(km="{title: ភាពធន់}", withdrawn=withdrawn))
    build(now(project))
    assert mails(project) == set()


def test_a_form_that_lacks_something_later_goes(tmp_path: Path) -> None:
    """As the ready message does; the build itself goes well."""
    project = a_sender(tmp_path)
    newsletter(project, "listmonk")
    a_sender(tmp_path, "postal_address")
    build(now(project))
    assert mails(project) == FILES["html"]


@pytest.mark.usefixtures("at_length")
def test_two_runs_give_the_same_files(tmp_path: Path) -> None:
    """Neither hash seed nor time zone shows in any form."""
    words = ("newsletter", "--now", NOW, *asked_for(*FORMS))
    first, second = a_sender(tmp_path / "first"), a_sender(tmp_path / "second")
    run(first, *words, PYTHONHASHSEED="1", TZ="UTC")
    run(second, *words, PYTHONHASHSEED="2", TZ="Asia/Phnom_Penh")
    assert mails(first) == set().union(*FILES.values())
    assert tree(first / "out") == tree(second / "out")
