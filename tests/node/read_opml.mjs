// Reads OPML with feedsmith. In: the document. Out: [[address, title], …], groups opened.

import { text } from "node:stream/consumers";

import { parseOpml } from "feedsmith";

const feeds = (outlines) => outlines.flatMap(({ xmlUrl, title, outlines: inner }) =>
  (xmlUrl ? [[xmlUrl, title]] : feeds(inner ?? [])));

process.stdout.write(JSON.stringify(feeds(parseOpml(await text(process.stdin)).body.outlines)));
