// Reads feeds with every library here, and says what each made of them.
//
// In: [{"name": …, "format": "Atom" | "RSS" | "JSON", "file": …}, …]
// Out: {library: {name: {"feed": …, "entries": […], "refusal": ""}, …}, …}
// A field is null where a library has none for it; times are ISO's.

import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";

import { extractFromJson, extractFromXml } from "@extractus/feed-extractor";
import { parseFeed as parseWithRowanmanning } from "@rowanmanning/feed-parser";
import FeedParser from "feedparser";
import { parseFeed as parseWithFeedsmith } from "feedsmith";
import { parseFeed as parseWithHtmlparser2 } from "htmlparser2";
import RssParser from "rss-parser";

const iso = (time) => (time ? new Date(time).toISOString() : null);
const enclosure = ({ url, type = null, length = null }) => ({ url, type, length });
const entry = ({ title, link, id = null, published = null, updated = null, enclosures = null }) => ({
  title, link, id, published, updated, enclosures: enclosures && enclosures.map(enclosure),
});
const reading = (feed, entries) => ({ feed: entry(feed), entries: entries.map(entry), refusal: "" });

async function rssParser(source) {
  const feed = await new RssParser().parseString(source);
  return reading({ title: feed.title, link: feed.link }, feed.items.map((item) => ({
    title: item.title,
    link: item.link,
    id: item.guid ?? item.id,
    published: item.isoDate,
    enclosures: item.enclosure ? [item.enclosure] : [],
  })));
}

function rowanmanning(source) {
  const feed = parseWithRowanmanning(source);
  return reading({ title: feed.title, link: feed.url }, feed.items.map((item) => ({
    title: item.title,
    link: item.url,
    id: item.id,
    published: iso(item.published),
    updated: iso(item.updated),
    enclosures: item.media.map(({ url, mimeType, length }) => ({ url, type: mimeType, length })),
  })));
}

async function nodeFeedparser(source) {
  const parser = new FeedParser({});
  const items = [];
  parser.on("readable", () => { for (let item; (item = parser.read());) items.push(item); });
  await new Promise((resolve, reject) => {
    parser.on("error", reject);
    parser.on("end", resolve);
    Readable.from([Buffer.from(source)]).pipe(parser);
  });
  return reading({ title: parser.meta.title, link: parser.meta.link }, items.map((item) => ({
    title: item.title,
    link: item.link,
    id: item.guid,
    published: iso(item.pubdate),
    updated: iso(item.date),
    enclosures: item.enclosures,
  })));
}

function htmlparser2(source) {
  const feed = parseWithHtmlparser2(source);
  return reading({ title: feed.title, link: feed.link }, feed.items.map((item) => ({
    title: item.title,
    link: item.link,
    id: item.id,
    published: iso(item.pubDate),
  })));
}

function feedExtractor(source, format) {
  const feed = format === "JSON" ? extractFromJson(source) : extractFromXml(source);
  return reading({ title: feed.title, link: feed.link }, feed.entries.map((item) => ({
    title: item.title, link: item.link, id: item.id, published: item.published,
  })));
}

const alternate = (links) => links.filter(({ rel }) => rel === "alternate").map(({ href }) => href).join(" ");

function feedsmithAtom(feed) {
  const about = { title: feed.title.value, link: alternate(feed.links) };
  return reading(about, (feed.entries ?? []).map(({ title, links, id, published, updated }) => ({
    title: title.value,
    link: alternate(links),
    id,
    published: iso(published),
    updated: iso(updated),
    enclosures: links.filter(({ rel }) => rel === "enclosure").map((link) => ({ ...link, url: link.href })),
  })));
}

function feedsmithRss(feed) {
  return reading({ title: feed.title, link: feed.link }, (feed.items ?? []).map((item) => ({
    title: item.title,
    link: item.link,
    id: item.guid.value,
    published: iso(item.pubDate),
    enclosures: item.enclosures ?? [],
  })));
}

function feedsmithJson(feed) {
  const about = { title: feed.title, link: feed.home_page_url };
  return reading(about, (feed.items ?? []).map((item) => ({
    title: item.title,
    link: item.url,
    id: item.id,
    published: iso(item.date_published),
    updated: iso(item.date_modified),
    enclosures: (item.attachments ?? []).map((file) => (
      { url: file.url, type: file.mime_type, length: file.size_in_bytes }
    )),
  })));
}

const FEEDSMITH = { atom: feedsmithAtom, rss: feedsmithRss, json: feedsmithJson };

function feedsmith(source) {
  const { format, feed } = parseWithFeedsmith(source);
  return FEEDSMITH[format](feed);
}

const LIBRARIES = {
  "rss-parser": rssParser,
  "feedsmith": feedsmith,
  "@extractus/feed-extractor": feedExtractor,
  "feedparser": nodeFeedparser,
  "htmlparser2": htmlparser2,
  "@rowanmanning/feed-parser": rowanmanning,
};

async function read(parse, { format, file }) {
  try {
    return await parse(readFileSync(file, "utf8"), format);
  } catch (error) {
    return { feed: null, entries: [], refusal: error.message };
  }
}

const documents = JSON.parse(await text(process.stdin));
const found = {};
for (const [name, parse] of Object.entries(LIBRARIES)) {
  found[name] = {};
  for (const document of documents) found[name][document.name] = await read(parse, document);
}
process.stdout.write(JSON.stringify(found));
