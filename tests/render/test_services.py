"""Tests of what mail services get: their own tags in two places, and every text of ours as it was written."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import getaddresses
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.model.output import Artifact, Edition, EditionWords
from cchr_feeds.model.part import EML, HTML, Form
from cchr_feeds.model.site import Mailbox, Site, Utm
from cchr_feeds.model.values import Localised
from cchr_feeds.render.newsletter import mail_services
from cchr_feeds.render.newsletter.editions import edition_artifacts
from cchr_feeds.render.newsletter.mail_services import JOINER
from cchr_feeds.render.newsletter.size_limit import MAIL_LIMIT
from cchr_feeds.render.templating.templates import Templates
from extent import a_few, examples
from factories import a_khmer_entry, a_site, an_edition, an_enclosure, an_entry
from service_languages import (
    Mishap,
    ParsedFile,
    amazon_ses,
    campaign_monitor_html,
    campaign_monitor_text,
    django_like,
    listmonk_html,
    listmonk_subject,
    listmonk_text,
    mailchimp,
    mailerlite,
    postmark,
    sendgrid,
)

TEMPLATES = Templates()
LEAVE, ONLINE = "https://leave.example/?a=1", "https://online.example/?b=2"
SERVICES = [*mail_services.SERVICES]


@dataclass(frozen=True)
class Service:
    """How a service reads what it is given, and by which names it knows where the two links lead."""

    html: ParsedFile
    text: ParsedFile
    names: tuple[str, str]

    @property
    def values(self) -> Mapping[str, str]:
        """What it puts in place of its tags."""
        return dict(zip(self.names, (LEAVE, ONLINE), strict=True))


READERS = {
    Form("mailchimp"): Service(mailchimp, mailchimp, ("UNSUB", "ARCHIVE")),
    Form("listmonk"): Service(listmonk_html, listmonk_text, ("UnsubscribeURL", "MessageURL")),
    Form("brevo"): Service(django_like, django_like, ("unsubscribe", "mirror")),
    Form("ses"): Service(amazon_ses, amazon_ses, ("amazonSESUnsubscribeUrl", "none")),
    Form("sendgrid"): Service(sendgrid, sendgrid, ("unsubscribe", "Weblink")),
    Form("campaign-monitor"): Service(
        campaign_monitor_html, campaign_monitor_text, ("unsubscribe", "webversion")
    ),
    Form("buttondown"): Service(django_like, django_like, ("unsubscribe_url", "email_url")),
    Form("postmark"): Service(postmark, postmark, ("pm:unsubscribe", "none")),
    Form("mailerlite"): Service(mailerlite, mailerlite, ("unsubscribe", "url")),
}
NAMING_OUR_PAGE = (Form("ses"), Form("sendgrid"), Form("postmark"))
"""In their plain text stands our own page: two show no mails, one can't write an address there."""
TRICKS = (
    "{$x}", "{$unsubscribe}", "{{{ pm:unsubscribe }}}",
    "{{x}}", "{{ UnsubscribeURL }}", "*|X|*", "%x%", "[unsubscribe]", "[name,fallback=you]",
    "<%asm_group_unsubscribe_raw_url%>", "{% if a %}", "{# no #}", "`backticks`", r"\{{x}}", r"\\{{x}}",
    "{{{x}}}", "{{{{raw}}}}", "https://example.org/@TrackLink", '{{ TrackLink "https://example.org" }}',
    "<!-- no comment -->", "<unsubscribe>x</unsubscribe>", "a < b > c & d", "\"quoted' words",
)  # fmt: skip


@pytest.fixture(scope="module")
def everything() -> Edition:
    """An edition in which every text is full of what services read as theirs."""
    return an_edition_saying(" ".join(TRICKS))


def an_edition_saying(text: str) -> Edition:
    """An edition with this text wherever one of ours can stand."""
    line = " ".join(text.split()) or "."
    entry = an_entry(title=line, summary=text, enclosures=(an_enclosure(title=line),))
    elsewhere = a_khmer_entry(title=line)
    return an_edition(entry, editor=EditionWords(line, line, text), elsewhere=(elsewhere,))


def exports(
    edition: Edition, *forms: Form, site: Site | None = None, templates: Templates = TEMPLATES
) -> dict[str, str]:
    """The mail's files in these forms, by the end of their names: `mailchimp.html`, and so on."""
    made = edition_artifacts(edition, site or a_site(), templates, forms)
    start = f"newsletters/{edition.period}/mail/{edition.language}."
    return {
        artifact.path.removeprefix(start): bytes(artifact.content).decode()
        for artifact in made
        if artifact.path.startswith(start)
    }


class Outline(HTMLParser):
    """What a reader's program sees of a page: every tag, attribute, text and comment."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[object] = []
        self._within = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Attributes in any order."""
        self._within = tag
        self.seen.append((tag, sorted(attrs, key=str)))

    def handle_endtag(self, tag: str) -> None:
        """The end of an element."""
        self._within = ""
        self.seen.append(tag)

    def handle_data(self, data: str) -> None:
        """Text, one piece after another as one; style rules without spaces."""
        said = "".join(data.split()) if self._within == "style" else data
        if self.seen and isinstance(self.seen[-1], list):
            self.seen[-1][0] += said
        else:
            self.seen.append([said])

    def handle_comment(self, data: str) -> None:
        """What only Outlook reads as HTML."""
        self.seen.append(("comment", unescape(data)))


def neutral(edition: Edition, site: Site, form: Form) -> tuple[str, str]:
    """The mail's HTML and text as they should arrive by a service: ours, with its addresses."""
    files = exports(edition, Form("html"), site=site)
    own = "https://cchrcambodia.org/feeds/newsletters/2024-10/en.html"
    html, text = (
        files[suffix].replace("https://cchrcambodia.org/unsubscribe", LEAVE) for suffix in ("html", "txt")
    )
    html = html if form in ("ses", "postmark") else html.replace(own, ONLINE)
    return html, text if form in NAMING_OUR_PAGE else text.replace(own, ONLINE)


def parts(form: Form, files: Mapping[str, str]) -> tuple[str, str | None, str | None]:
    """HTML, text and subject of what a service is given."""
    name = form
    if form == "listmonk":
        campaign = json.loads(files["listmonk.json"])
        return campaign["body"], campaign["altbody"], campaign["subject"]
    if form == "ses":
        content = json.loads(files["ses.json"])["TemplateContent"]
        return content["Html"], content["Text"], content["Subject"]
    return files[f"{name}.html"], files.get(f"{name}.txt"), None


def assert_arrives(edition: Edition, form: Form) -> None:
    """That a service gives its readers the mail as it was written, with its own two links in it."""
    site, service = a_site(), READERS[form]
    html, text, subject = parts(form, exports(edition, form, site=site))
    wanted_html, wanted_text = neutral(edition, site, form)
    assert Outline(service.html(html, service.values)).seen == Outline(wanted_html).seen
    if text is not None:
        read = service.text(text, service.values)
        assert (read if form == "listmonk" else read.replace(JOINER, "")) == wanted_text
    if subject is not None:
        subject = (listmonk_subject if form == "listmonk" else service.text)(subject, service.values)
        assert subject.replace(JOINER, "") == edition.editor.subject


@pytest.mark.parametrize("form", SERVICES, ids=str)
def test_every_text_arrives_as_written(form: Form, everything: Edition) -> None:
    """Titles, summaries, the editor's words and documents, full of every service's signs."""
    assert_arrives(everything, form)


SIGNS = st.text(st.sampled_from("{}[]*|%<>\\`#&;@!\"'- x\nក"), max_size=30) | st.lists(
    st.sampled_from([*TRICKS, "{", "{{", "}}", "|", "*", "\\", " "]), max_size=6
).map("".join)


@given(text=SIGNS)
@settings(max_examples=examples(60))
def test_any_text_arrives_as_written(text: str) -> None:
    """Whatever signs stand side by side, by every service."""
    edition = an_edition_saying(text.strip() or ".")
    for form in SERVICES:
        assert_arrives(edition, form)


@pytest.mark.parametrize("form", SERVICES, ids=str)
def test_a_plain_text_is_not_touched(form: Form) -> None:
    """Without such signs no character is added, in either language."""
    edition = an_edition(a_khmer_entry(), language="km")
    html, text, _ = parts(form, exports(edition, form))
    assert "&#" not in html
    assert text is None or JOINER not in text


@pytest.mark.parametrize("form", SERVICES, ids=str)
def test_without_escaping_a_service_would_find_tags(form: Form, everything: Edition) -> None:
    """So the readers in these tests are not blind: the plain mail goes wrong in each of them."""
    files = exports(everything, Form("html"))
    service = READERS[form]
    for read, mail in ((service.html, files["html"]), (service.text, files["txt"])):
        with pytest.raises(Mishap):
            read(mail, service.values)


OURS = "https://cchrcambodia.org/feeds/newsletters/2024-10/en.html?utm_source=newsletter&utm_medium=email"
TAGS = {
    Form("mailchimp"): ("*|UNSUB|*", "*|ARCHIVE|*"),
    Form("listmonk"): ("{{ UnsubscribeURL }}", "{{ MessageURL }}"),
    Form("brevo"): ("{{ unsubscribe }}", "{{ mirror }}"),
    Form("ses"): (
        "{{amazonSESUnsubscribeUrl}}",
        "https://cchrcambodia.org/feeds/newsletters/2024-10/en.html",
    ),
    Form("sendgrid"): ("{{{unsubscribe}}}", "{{Weblink}}"),
    Form("campaign-monitor"): ("[unsubscribe]", "[webversion]"),
    Form("buttondown"): ("{{ unsubscribe_url }}", "{{ email_url }}"),
    Form("postmark"): (
        "{{{ pm:unsubscribe }}}",
        "https://cchrcambodia.org/feeds/newsletters/2024-10/en.html",
    ),
    Form("mailerlite"): ("{$unsubscribe}", "{$url}"),
}


@pytest.mark.parametrize("form", SERVICES, ids=str)
def test_the_two_links_are_the_services_own(form: Form) -> None:
    """The way out stands once, as SES replaces two at most; campaign parameters are never added to a tag."""
    site = a_site(utm=Utm("newsletter", "email"))
    html, text, _ = parts(form, exports(an_edition(), form, site=site))
    leave, online = TAGS[form]
    if form == "campaign-monitor":
        assert re.findall("<(unsubscribe|webversion) [^>]*>([^<]+)<", html) == [
            ("webversion", "View in browser"),
            ("unsubscribe", "Unsubscribe"),
        ]
    else:
        campaign = "?utm_source=newsletter&amp;utm_medium=email" if form in ("ses", "postmark") else ""
        assert html.count(leave) == html.count(f'href="{leave}"') == 1
        assert html.count(f'href="{online}{campaign}"') == 1
    if text is not None:
        shown = OURS if form in NAMING_OUR_PAGE else online
        assert f"\nUnsubscribe\n{leave}\n" in text
        assert f"\nView in browser\n{shown}\n" in text
    assert "https://cchrcambodia.org/unsubscribe" not in html
    assert "\x1a" not in f"{html}{text}"


def test_campaign_monitors_links_keep_their_looks() -> None:
    """Class and style are on its elements as they were on the link."""
    plain, theirs = (exports(an_edition(), form) for form in (Form("html"), Form("campaign-monitor")))
    (link,) = re.findall('<a href="[^"]*" (.*?)>Unsubscribe<', plain["html"])
    assert "style=" in link
    assert f"<unsubscribe {link}>Unsubscribe</unsubscribe>" in theirs["campaign-monitor.html"]


def test_listmonk_keeps_what_outlook_needs() -> None:
    """It drops comments; all of them come through, and with them every byte of the page."""
    site = a_site()
    body, _, _ = parts(Form("listmonk"), exports(an_edition(), Form("listmonk"), site=site))
    html, _ = neutral(an_edition(), site, Form("listmonk"))
    assert "<!--" not in re.sub(r'\{\{ Safe "[^"\\]*(\\.[^"\\]*)*" \}\}', "", body)
    assert html.count("<!--[if mso]>") >= 3
    assert listmonk_html(body, READERS[Form("listmonk")].values) == html


def test_listmonk_gets_a_draft() -> None:
    """What its API asks for: no date to send it, a list, the sender, and headers it does not add itself."""
    site = a_site(reply_to=Localised("info@cchrcambodia.org"))
    edition = an_edition(a_khmer_entry(), language="km")
    campaign = json.loads(exports(edition, Form("listmonk"), site=site)["listmonk.json"])
    assert campaign.keys() == set(
        """
    name subject lists from_email type content_type messenger headers body altbody
    """.split()
    )
    assert campaign["name"] == "newsletter-2024-10-km"
    assert campaign["from_email"] == '"ម.ស.ម.ក" <news@cchrcambodia.org>'
    assert (campaign["type"], campaign["content_type"], campaign["lists"]) == ("regular", "html", [1])
    assert campaign["headers"] == [
        {"Reply-To": "info@cchrcambodia.org"},
        {"List-Id": "<monthly.cchrcambodia.org>"},
    ]


@pytest.mark.parametrize("name", ["CCHR", 'Rights & Co, "news"', "back\\slash"])
def test_listmonks_sender_is_one_address(name: str) -> None:
    """A comma or a quotation mark in its name makes no second one."""
    site = a_site(sender=Mailbox(Localised("news@example.org"), Localised(name)))
    campaign = json.loads(exports(an_edition(), Form("listmonk"), site=site)["listmonk.json"])
    assert getaddresses([campaign["from_email"]]) == [(name, "news@example.org")]


def test_amazon_gets_a_template() -> None:
    """With a name as it may be (letters, digits, hyphens), subject, text and HTML."""
    template = json.loads(exports(an_edition(), Form("ses"))["ses.json"])
    assert template["TemplateName"] == "newsletter-2024-10-en"
    assert template["TemplateContent"].keys() == {"Subject", "Text", "Html"}


OUTLOOK = """\
{% extends "packaged/newsletter/edition.html.j2" %}
{% block footer %}
<tr><td><!--[if mso]><v:rect href="{{ letter.unsubscribe }}"><p>{{ "{{" }}</p></v:rect><![endif]-->
<a href="{{ letter.unsubscribe }}">leave</a><!-- {{ "{{" }} -->{{ letter.postal_lines[0] }}</td></tr>
{% endblock %}
"""


@pytest.mark.parametrize(
    "form", [Form("mailchimp"), Form("listmonk"), Form("brevo"), Form("ses"), Form("sendgrid")], ids=str
)
def test_a_template_of_ones_own_may_use_the_link_anywhere(form: Form, tmp_path: Path) -> None:
    """In what Outlook alone reads as well."""
    templates = a_template(tmp_path, OUTLOOK)
    html, _, _ = parts(form, exports(an_edition(), form, templates=templates))
    read = READERS[form].html(html, READERS[form].values)
    assert unescape(read).count(f'href="{LEAVE}"') == 2
    assert "<!--[if mso]><v:rect" in read
    assert unescape(read).count("{{") == 2


LOST = {
    "{% block footer %}{% endblock %}": ["leave the list", "postal address"],
    '{% block footer %}<tr><td><a href="{{ letter.unsubscribe }}">x</a></td></tr>{% endblock %}': [
        "postal address"
    ],
    "{% block footer %}<tr><td>{% for each in letter.postal_lines %}{{ each }}{% endfor %}<!-- "
    '<a href="{{ letter.unsubscribe }}">x</a> --></td></tr>{% endblock %}': ["leave the list"],
    '{% block head %}{{ super() }}{% endblock %}{% block footer %}<tr><td><a href="{{ letter.unsubscribe }}">'
    "x</a> #798, Street <b>99</b>,<br>Phnom Penh, Cambodia</td></tr>{% endblock %}": [],
}


@pytest.mark.parametrize("form", [EML, Form("mailchimp"), Form("postmark")], ids=str)
@pytest.mark.parametrize("footer", a_few(LOST, 2))
def test_a_template_that_loses_the_way_out_or_the_address_is_refused(
    tmp_path: Path, footer: str, form: Form
) -> None:
    """In ready messages and for services alike, with its place and what to write."""
    templates = a_template(tmp_path, f'{{% extends "packaged/newsletter/edition.html.j2" %}}\n\n{footer}')

    def made() -> Sequence[Artifact]:
        return edition_artifacts(an_edition(), a_site(), templates, [form])

    if not LOST[footer]:
        assert len(made()) > 1
        return
    with pytest.raises(ProblemsFound) as found:
        made()
    problems = found.value.problems
    assert {(each.path, each.line) for each in problems} == {("templates/newsletter/edition.html.j2", 3)}
    assert len(problems) == len(LOST[footer])
    assert all(any(said in each.message for each in problems) for said in LOST[footer])
    assert all("{{ l" in each.fix for each in problems)


def test_the_html_alone_may_be_looked_at(tmp_path: Path) -> None:
    """Also without a footer: it is not ready to be mailed."""
    templates = a_template(
        tmp_path, '{% extends "packaged/newsletter/edition.html.j2" %}{% block footer %}{% endblock %}'
    )
    assert len(edition_artifacts(an_edition(), a_site(), templates, [HTML])) == 4


def a_template(folder: Path, text: str) -> Templates:
    """The templates of a project with an edition's template of its own."""
    (folder / "templates/newsletter").mkdir(parents=True)
    (folder / "templates/newsletter/edition.html.j2").write_text(text, encoding="utf-8")
    return Templates(folder)


def test_style_rules_open_no_tag(tmp_path: Path) -> None:
    """Where a template's rules stand close together, a space keeps {# from beginning a comment."""
    head = "<style data-premailer=ignore>@media print{#a{color:red}}</style>"
    text = (
        '{% extends "packaged/newsletter/edition.html.j2" %}{% block head %}'
        f"{{% raw %}}{head}{{% endraw %}}{{% endblock %}}"
    )
    html, _, _ = parts(
        Form("brevo"), exports(an_edition(), Form("brevo"), templates=a_template(tmp_path, text))
    )
    assert "@media print{ #a{color:red}}" in django_like(html, READERS[Form("brevo")].values)


def test_a_long_mail_is_folded_for_services_too() -> None:
    """As its readers' programs see it; what was left out is on our pages, not in the service's copy."""
    entries = [an_entry(publication_id=f"number-{index}") for index in range(120)]
    html, _, _ = parts(Form("mailchimp"), exports(an_edition(*entries), Form("mailchimp")))
    assert 80_000 < len(html.encode()) <= MAIL_LIMIT
    assert html.count("*|UNSUB|*") == 1
    assert re.search(
        r'href="https://cchrcambodia.org/feeds/newsletters/2024-10/en.html"[^>]*>and \d+ more', html
    )
