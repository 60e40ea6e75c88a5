"""Hugo: Atom, RSS and JSON Feed of every language and category, from Markdown, and nothing else.

Entries are read and listed, but get no pages; every kind of page that is not needed is off.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.corpus import ADDRESS, FEED_LIMIT, LANGUAGES, Sample
from benchmarks.tasks import FORMATS, Feeds, Program, feed_files, put_away

_CONFIGURATION = f"""\
baseURL = "{ADDRESS}/"
defaultContentLanguage = "en"
defaultContentLanguageInSubdir = true
disableKinds = ["section", "sitemap", "robotstxt", "404"]
disableHugoGeneratorInject = true
timeZone = "Asia/Phnom_Penh"

[languages.en]
title = "Publications"
contentDir = "content/en"
weight = 1
[languages.km]
title = "Publications"
contentDir = "content/km"
weight = 2

[taxonomies]
category = "categories"

[outputs]
home = ["atom", "rss", "json"]
term = ["atom", "rss", "json"]
taxonomy = []

[mediaTypes."application/atom+xml"]
suffixes = ["xml"]

[outputFormats.atom]
mediaType = "application/atom+xml"
baseName = "atom"
isPlainText = true
[outputFormats.rss]
mediaType = "application/rss+xml"
baseName = "rss"
isPlainText = true
[outputFormats.json]
mediaType = "application/json"
baseName = "feed"
isPlainText = true

[[cascade]]
[cascade.target]
kind = "page"
[cascade.build]
render = "link"
list = "always"
"""

_ITEMS = f"first {FEED_LIMIT} .RegularPages.ByDate.Reverse"

_ATOM = (
    """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{{ .Language.Lang }}">
<id>{{ .Permalink }}</id>
<title>{{ .Title | transform.XMLEscape }}</title>
{{- $items := ITEMS }}
{{- with index $items 0 }}
<updated>{{ .Date.Format "2006-01-02T15:04:05-07:00" }}</updated>
{{- end }}
<link rel="self" href="{{ .Permalink }}"/>
<author><name>The organisation</name></author>
{{- range $items }}
<entry>
<id>{{ .Params.id }}</id>
<title>{{ .Title | transform.XMLEscape }}</title>
<link href="{{ with .Params.address }}{{ . }}{{ else }}{{ .Permalink }}{{ end }}"/>
<published>{{ .Date.Format "2006-01-02T15:04:05-07:00" }}</published>
<updated>{{ .Date.Format "2006-01-02T15:04:05-07:00" }}</updated>
{{- range .Params.categories }}
<category term="{{ . }}"/>
{{- end }}
<summary>{{ .Params.summary | transform.XMLEscape }}</summary>
<content type="html">{{ .Content | transform.XMLEscape }}</content>
</entry>
{{- end }}
</feed>
"""
).replace("ITEMS", _ITEMS)

_RSS = (
    """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" \
xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>{{ .Title | transform.XMLEscape }}</title>
<link>{{ "" | absLangURL }}</link>
<description>{{ .Title | transform.XMLEscape }}</description>
<language>{{ .Language.Lang }}</language>
<atom:link rel="self" href="{{ .Permalink }}"/>
{{- range ITEMS }}
<item>
<guid isPermaLink="false">{{ .Params.id }}</guid>
<title>{{ .Title | transform.XMLEscape }}</title>
<link>{{ with .Params.address }}{{ . }}{{ else }}{{ .Permalink }}{{ end }}</link>
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate>
{{- range .Params.categories }}
<category>{{ . }}</category>
{{- end }}
<description>{{ .Params.summary | transform.XMLEscape }}</description>
<content:encoded>{{ .Content | transform.XMLEscape }}</content:encoded>
</item>
{{- end }}
</channel>
</rss>
"""
).replace("ITEMS", _ITEMS)

_JSON = (
    """\
{{- $items := slice }}
{{- range ITEMS }}
{{- $address := or .Params.address .Permalink }}
{{- $items = $items | append (dict "id" .Params.id "url" $address "title" .Title \
"summary" .Params.summary "content_html" .Content \
"date_published" (.Date.Format "2006-01-02T15:04:05-07:00") "tags" .Params.categories) }}
{{- end }}
{{- dict "version" "https://jsonfeed.org/version/1.1" "title" .Title "home_page_url" ("" | absLangURL) \
"feed_url" .Permalink "language" .Language.Lang "items" $items \
| jsonify (dict "indent" " ") }}
"""
).replace("ITEMS", _ITEMS)


def hugo(executable: Path) -> Program:
    """Hugo, with its command."""
    return Program(
        name="Hugo",
        formats=FORMATS,
        prepare=_prepare,
        command=lambda _: [str(executable), "--quiet", "--destination", "public"],
        forget=_forget,
        change=_write_entry,
        feeds=_feeds,
    )


def _prepare(folder: Path, samples: Iterable[Sample]) -> None:
    (folder / "layouts").mkdir(parents=True)
    (folder / "hugo.toml").write_text(_CONFIGURATION, encoding="utf-8")
    for name, template in (("atom.xml", _ATOM), ("rss.xml", _RSS), ("json.json", _JSON)):
        for kind in ("home", "term"):
            (folder / "layouts" / f"{kind}.{name}").write_text(template, encoding="utf-8")
    for language in LANGUAGES:
        (folder / "content" / language).mkdir(parents=True)
    for sample in samples:
        _write_entry(folder, sample)


def _write_entry(folder: Path, sample: Sample) -> None:
    for language, text in sample.texts.items():
        front = {
            "id": f"{sample.id}/{language}",
            "title": text.title,
            "date": sample.moment.isoformat(),
            "categories": [sample.category],
            "summary": text.summary,
            "address": text.url,
        }
        # JSON is YAML too, and no character in it has a special meaning.
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
        content = "\n".join(["---", *lines, "---", text.body or text.summary, ""])
        (folder / "content" / language / f"{sample.id}.md").write_text(content, encoding="utf-8")


def _forget(folder: Path) -> None:
    """Removes the output; Hugo keeps nothing else of these builds."""
    put_away(folder, "public", "resources")


def _feeds(folder: Path) -> Feeds:
    return feed_files(
        FORMATS, lambda language, term: folder / "public" / language / (f"categories/{term}" if term else "")
    )
