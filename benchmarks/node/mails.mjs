// Turns every .mjml file of a folder's mjml/ into HTML in its out/.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import mjml2html from "mjml";

const folder = process.argv[2];
for (const name of readdirSync(join(folder, "mjml"))) {
  const source = readFileSync(join(folder, "mjml", name), "utf-8");
  const { html } = await mjml2html(source, { validationLevel: "skip" });
  writeFileSync(join(folder, "out", name.replace(".mjml", ".html")), html);
}
