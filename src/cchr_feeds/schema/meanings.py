"""What each field means, in one plain sentence: shown by editors, and beside the fields of new files."""

from __future__ import annotations

from collections.abc import Mapping

from cchr_feeds.model.output import EditorsFile, EditorsWords
from cchr_feeds.model.publication import Author, File, Image, Publication, Translation, Withdrawal
from cchr_feeds.model.site import (
    Brand,
    Contact,
    FeedSettings,
    LanguageInfo,
    Mailbox,
    NewsletterSettings,
    Site,
    Supporter,
    Utm,
)

MEANINGS: Mapping[type, Mapping[str, str]] = {
    Publication: {
        "id": "The permanent name: small letters, digits and hyphens. Once published, never change it.",
        "category": "A category of site.yaml, or several in brackets: [report, statement].",
        "published": "When it came out: 2024-10-10. If no more is known, 2024-10 or 2024; "
        "with a time, 2024-10-10T09:00. In the future, it waits until then.",
        "added": "When it came into this folder. Needed where nobody knows when it came out.",
        "updated": "The day of a change that readers should notice.",
        "topics": "Free words to find it by: [land, elections].",
        "edition": "The month of the newsletter it belongs to, if not that of published: 2024-10.",
        "draft": "While this is true, nothing of it reaches readers.",
        "withdrawn": "Taken back: readers see the reason in its place. "
        'The command "cchr-feeds withdraw" writes this.',
        "authors": "Who wrote it, where that is not only your own organisation.",
        "translations": "What it says in this language.",
    },
    Translation: {
        "title": "One line.",
        "summary": "Plain text, one or more paragraphs. The newsletter shows it.",
        "body": "The full text, in Markdown: **bold**, *italic*, [words](https://example.org/), "
        "- for a list, ## for a heading.",
        "url": "Where it can be read. Leave it out, and a page is made for it.",
        "published": "Only where this translation came out on another day.",
        "updated": "Only where this translation changed on another day.",
        "files": "Documents; the first is the one that RSS readers get.",
        "image": "A picture of it.",
    },
    File: {
        "url": "The address of a document that lies elsewhere.",
        "file": "The name of a document that lies beside this file.",
        "type": "The media type, such as application/pdf; needed only where the address does not tell.",
        "length": "The size in bytes. Of a file beside this one it is found out.",
        "title": "What readers see as the link.",
    },
    Image: {
        "url": "The address of the picture.",
        "alt": "What it shows, for people who do not see it.",
        "width": "In pixels.",
        "height": "In pixels.",
    },
    Author: {
        "name": "A person or an organisation.",
        "uri": "Their address on the web.",
    },
    Withdrawal: {
        "on": "The day from which it is taken back.",
        "reason": "Why, in one line that readers see; or one for each language.",
    },
    Site: {
        "authority": "Your domain. With since, it is part of every id: never change it once published.",
        "since": "A year in which the domain was yours. Never change it once published.",
        "url": "Your web site.",
        "feeds_url": "The address at which the folder out/ will be on the web.",
        "timezone": "Where a day begins and ends, such as Asia/Phnom_Penh.",
        "languages": "The languages you publish in; the first is the main one.",
        "categories": "The kinds of publications, in the order they are shown: a term, and its label.",
        "contact": "Whom readers can write to.",
        "supporters": "Who pays for the work; shown in the newsletter.",
        "feeds": "How the feeds are made.",
        "newsletter": "Who sends the newsletter, and how readers join or leave.",
        "brand": "How pages and mails look.",
        "keep_together": "Names that a line may not break inside.",
    },
    LanguageInfo: {
        "name": "The language's name, in itself.",
        "organisation": "What your organisation is called in it.",
        "short": "Its abbreviation.",
        "title": "The title of the feeds.",
        "description": "What the feeds are about.",
    },
    Contact: {
        "name": "A person or an office; without it, the organisation.",
        "email": "Their e-mail address.",
    },
    Supporter: {
        "name": "Their name.",
        "url": "Their web site.",
        "logo": "The address of their logo.",
    },
    FeedSettings: {
        "limit": "How many entries a feed holds; older ones go to archives.",
        "hub": "A WebSub hub, which tells readers of changes at once.",
        "license": "The address of the licence of your texts.",
        "tombstones": "Whether Atom feeds go on naming what was withdrawn and has left.",
    },
    NewsletterSettings: {
        "from": "Who sends it; needed before it can be mailed.",
        "subscribe": "Where a reader joins.",
        "reply_to": "Where answers go.",
        "list_id": "The list's name for mail programs, such as monthly.example.org.",
        "postal_address": "Where you are; needed before it can be mailed.",
        "unsubscribe": "Where a reader leaves: mailto: and an address; or https:// and one that takes a POST "
        "and knows who leaves. Needed before it can be mailed.",
        "other_languages": "What an edition says of entries in other languages only: titles, or none.",
        "utm": "What the mail's links tell programs that count visits.",
    },
    Mailbox: {
        "address": "The e-mail address.",
        "name": "The name beside it; without it, the organisation's.",
    },
    Utm: {
        "source": "A short word, such as newsletter.",
        "medium": "A short word, such as email.",
        "campaign": "A short word.",
    },
    Brand: {
        "colour": 'Your colour: # and six digits in quotes, such as "#123f5c".',
        "logo": "The address of your logo.",
    },
    EditorsFile: {
        "highlight": "The id of the entry to put first.",
        "words": "Your words in this language.",
    },
    EditorsWords: {
        "subject": "The mail's subject.",
        "preheader": "The line that mail programs show after the subject.",
        "note": "Your greeting, in Markdown.",
    },
}
