// What mail programs do not support of mails, by the data of caniemail.com. In: [file, …].
// Out: [["none" or "partial", feature, client], …], sorted, each once.

import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

import { caniemail, rawData } from "caniemail";

// caniemail stops with an error at a client that nobody has tried a feature in (check-features.js); what
// nobody has tried is not known to fail.
const clients = rawData.data.flatMap(({ stats }) =>
  Object.entries(stats).flatMap(([family, systems]) => Object.keys(systems).map((system) => [family, system])));
for (const { stats } of rawData.data)
  for (const [family, system] of clients) (stats[family] ??= {})[system] ??= { never: "y" };

const found = new Set();
for (const file of JSON.parse(await text(process.stdin))) {
  const { issues } = caniemail({ clients: ["*"], html: await readFile(file, "utf-8") });
  for (const [support, byClient] of [["none", issues.errors], ["partial", issues.warnings]])
    for (const [client, features] of byClient)
      for (const { title } of features) found.add(JSON.stringify([support, title, client]));
}
process.stdout.write(`[${[...found].sort()}]`);
