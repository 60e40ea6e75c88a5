// Checks mails with html-validate and the rules in mail.htmlvalidate.json. In: [file, …]. Out: ["file:line rule: …", …].

import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { text } from "node:stream/consumers";

import { HtmlValidate, StaticConfigLoader } from "html-validate";

const rules = JSON.parse(await readFile(new URL("mail.htmlvalidate.json", import.meta.url), "utf-8"));
const checker = new HtmlValidate(new StaticConfigLoader(rules));

const found = [];
for (const file of JSON.parse(await text(process.stdin))) {
  const { results } = await checker.validateFile(file);
  for (const { messages } of results)
    found.push(...messages.map(({ line, ruleId, message }) => `${basename(file)}:${line} ${ruleId}: ${message}`));
}
process.stdout.write(JSON.stringify(found));
