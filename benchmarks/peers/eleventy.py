"""Eleventy with its RSS plugin: Atom, RSS and JSON Feed of every language and category, from Markdown.

Entries are read and collected, but not written (`permalink: false`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.corpus import ADDRESS, CATEGORIES, FEED_LIMIT, LANGUAGES, Sample
from benchmarks.tasks import FORMATS, Program, feed_files, put_away

NODE_MODULES = Path(__file__).parents[1] / "node/node_modules"
_COMMAND = NODE_MODULES / "@11ty/eleventy/cmd.cjs"

_CONFIGURATION = f"""\
import rss from "@11ty/eleventy-plugin-rss";
import {{ readFileSync }} from "node:fs";

const languages = {json.dumps(LANGUAGES)};
const terms = [null, ...{json.dumps(CATEGORIES)}];
const outputs = {{ atom: "atom.xml", rss: "rss.xml", json: "feed.json" }};

export default function (configuration) {{
  configuration.addPlugin(rss);
  configuration.addFilter("escaped", (text) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
  );
  for (const language of languages) {{
    for (const term of terms) {{
      const name = term ? `${{language}}/${{term}}` : language;
      configuration.addCollection(name, (all) =>
        all
          .getFilteredByTag(language)
          .filter((entry) => term === null || entry.data.category === term)
          .slice(-{FEED_LIMIT})
          .reverse()
      );
      for (const [type, output] of Object.entries(outputs)) {{
        configuration.addTemplate(
          `feed-${{name.replace("/", "-")}}-${{type}}.njk`,
          readFileSync(`${{type}}.njk`, "utf-8"),
          {{
            permalink: `/${{name}}/${{output}}`,
            collection: name,
            language,
            eleventyExcludeFromCollections: true,
          }}
        );
      }}
    }}
  }}
  return {{ dir: {{ input: "content", output: "public" }} }};
}}
"""

_ATOM = f"""\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{{{{ language }}}}">
<id>{ADDRESS}{{{{ permalink }}}}</id>
<title>Publications</title>
<updated>{{{{ collections[collection] | getNewestCollectionItemDate | dateToRfc3339 }}}}</updated>
<link rel="self" href="{ADDRESS}{{{{ permalink }}}}"/>
<author><name>The organisation</name></author>
{{%- for entry in collections[collection] %}}
<entry>
<id>{{{{ entry.data.id }}}}</id>
<title>{{{{ entry.data.title | escaped | safe }}}}</title>
<link href="{{{{ entry.data.address }}}}"/>
<published>{{{{ entry.date | dateToRfc3339 }}}}</published>
<updated>{{{{ entry.date | dateToRfc3339 }}}}</updated>
<category term="{{{{ entry.data.category }}}}"/>
<summary>{{{{ entry.data.summary | escaped | safe }}}}</summary>
<content type="html">{{{{ entry.content | escaped | safe }}}}</content>
</entry>
{{%- endfor %}}
</feed>
"""

_RSS = f"""\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" \
xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>Publications</title>
<link>{ADDRESS}/</link>
<description>Publications</description>
<language>{{{{ language }}}}</language>
<atom:link rel="self" href="{ADDRESS}{{{{ permalink }}}}"/>
{{%- for entry in collections[collection] %}}
<item>
<guid isPermaLink="false">{{{{ entry.data.id }}}}</guid>
<title>{{{{ entry.data.title | escaped | safe }}}}</title>
<link>{{{{ entry.data.address }}}}</link>
<pubDate>{{{{ entry.date | dateToRfc822 }}}}</pubDate>
<category>{{{{ entry.data.category }}}}</category>
<description>{{{{ entry.data.summary | escaped | safe }}}}</description>
<content:encoded>{{{{ entry.content | escaped | safe }}}}</content:encoded>
</item>
{{%- endfor %}}
</channel>
</rss>
"""

_JSON = f"""\
{{
"version": "https://jsonfeed.org/version/1.1", "title": "Publications", "language": "{{{{ language }}}}",
"home_page_url": "{ADDRESS}/", "feed_url": "{ADDRESS}{{{{ permalink }}}}", "items": [
{{%- for entry in collections[collection] %}}
{{
"id": {{{{ entry.data.id | dump | safe }}}}, "url": {{{{ entry.data.address | dump | safe }}}},
"title": {{{{ entry.data.title | dump | safe }}}}, "summary": {{{{ entry.data.summary | dump | safe }}}},
"content_html": {{{{ entry.content | dump | safe }}}},
"date_published": "{{{{ entry.date | dateToRfc3339 }}}}", "tags": ["{{{{ entry.data.category }}}}"]
}}{{{{ "," if not loop.last }}}}
{{%- endfor %}}
]}}
"""


def eleventy(node: Path) -> Program:
    """Eleventy, run by this Node."""
    return Program(
        name="Eleventy",
        formats=FORMATS,
        prepare=_prepare,
        command=lambda _: [str(node), str(_COMMAND), "--quiet"],
        forget=lambda folder: put_away(folder, "public"),
        change=_write_entry,
        feeds=lambda folder: feed_files(
            FORMATS, lambda language, term: folder / "public" / language / (term or "")
        ),
    )


def _prepare(folder: Path, samples: Iterable[Sample]) -> None:
    (folder / "content").mkdir(parents=True)
    (folder / "node_modules").symlink_to(NODE_MODULES)
    (folder / "package.json").write_text('{"type": "module", "private": true}', encoding="utf-8")
    (folder / "eleventy.config.js").write_text(_CONFIGURATION, encoding="utf-8")
    for name, template in (("atom", _ATOM), ("rss", _RSS), ("json", _JSON)):
        (folder / f"{name}.njk").write_text(template, encoding="utf-8")
    for sample in samples:
        _write_entry(folder, sample)


def _write_entry(folder: Path, sample: Sample) -> None:
    for language, text in sample.texts.items():
        front = {
            "id": f"{sample.id}/{language}",
            "title": text.title,
            "address": text.url or f"{ADDRESS}/{language}/{sample.id}",
            "date": sample.moment.isoformat(),
            "tags": [language],
            "category": sample.category,
            "summary": text.summary,
            "permalink": False,
        }
        # JSON front matter is the fastest to read.
        content = f"---json\n{json.dumps(front, ensure_ascii=False)}\n---\n{text.body or text.summary}\n"
        (folder / "content" / f"{sample.id}.{language}.md").write_text(content, encoding="utf-8")
