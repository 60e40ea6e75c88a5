// Opens files as Visual Studio Code does, with its language server for YAML and a project's .vscode/settings.json:
// what it marks, what it shows over a word, what it proposes. Reads a list of {path, text, hover, complete},
// the last two lists of [line, character] from 0, and writes one of {marks, hovers, proposals}.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const root = pathToFileURL(folder).href;
const settings = JSON.parse(readFileSync(join(folder, ".vscode/settings.json"), "utf8"));

const manifest = createRequire(import.meta.url).resolve("yaml-language-server/package.json");
const program = join(dirname(manifest), "bin/yaml-language-server");
const server = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });

const answers = new Map();
const marked = new Map();
let asked = 0;
let received = Buffer.alloc(0);

function send(message) {
  const content = JSON.stringify({ jsonrpc: "2.0", ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`);
}

function ask(method, params) {
  const id = ++asked;
  send({ id, method, params });
  return new Promise((answer) => answers.set(id, answer));
}

// The settings below a section, as the editor hands them out: "yaml.schemas" is `schemas` of "yaml".
function section(name) {
  const below = Object.entries(settings).filter(([key]) => key.startsWith(`${name}.`));
  return settings[name] ?? Object.fromEntries(below.map(([key, value]) => [key.slice(name.length + 1), value]));
}

function yamlSettings() {
  const { "schemaStore.enable": enable, ...others } = section("yaml");
  return { ...others, schemaStore: { enable }, hover: true, completion: true, validate: true };
}

function take(message) {
  if (message.method === "workspace/configuration") {
    const result = message.params.items.map(({ section: name }) => (name === "yaml" ? yamlSettings() : section(name)));
    send({ id: message.id, result });
  } else if (message.method && message.id !== undefined) {
    send({ id: message.id, result: null });
  } else if (message.method === "textDocument/publishDiagnostics") {
    marked.get(message.params.uri)?.(message.params.diagnostics);
  } else if (message.id !== undefined) {
    answers.get(message.id)?.(message.result);
  }
}

server.stdout.on("data", (chunk) => {
  received = Buffer.concat([received, chunk]);
  for (;;) {
    const start = received.indexOf("\r\n\r\n") + 4;
    const length = Number(/Content-Length: (\d+)/.exec(received.subarray(0, start).toString())?.[1]);
    if (start < 4 || received.length < start + length) return;
    const content = received.subarray(start, start + length);
    received = received.subarray(start + length);
    take(JSON.parse(content.toString()));
  }
});

async function look({ path, text, hover = [], complete = [] }) {
  const uri = `${root}/${path}`;
  const diagnostics = new Promise((found) => marked.set(uri, found));
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
  const marks = await diagnostics;
  const at = ([line, character]) => ({ textDocument: { uri }, position: { line, character } });
  const hovers = await Promise.all(hover.map((place) => ask("textDocument/hover", at(place))));
  const proposals = await Promise.all(complete.map((place) => ask("textDocument/completion", at(place))));
  return {
    marks: marks.map(({ range, message }) => [range.start.line + 1, message]),
    hovers: hovers.map((found) => found?.contents.value ?? ""),
    proposals: proposals.map((found) => found.items.map(({ label, insertText }) => [label, insertText])),
  };
}

const textDocument = {
  hover: { contentFormat: ["markdown"] },
  completion: { completionItem: { snippetSupport: true } },
};
const capabilities = { workspace: { configuration: true, workspaceFolders: true }, textDocument };
const workspaceFolders = [{ uri: root, name: "project" }];
await ask("initialize", { processId: process.pid, rootUri: root, workspaceFolders, capabilities });
send({ method: "initialized", params: {} });
send({ method: "workspace/didChangeConfiguration", params: { settings: { yaml: yamlSettings() } } });

const seen = [];
for (const file of JSON.parse(readFileSync(0, "utf8"))) seen.push(await look(file));
process.stdout.write(JSON.stringify(seen));
server.kill();
