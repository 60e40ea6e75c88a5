// <cchr-feed src="…/en.json" limit="5" lang="en"><a href="…">Publications</a></cchr-feed>
// Lists the newest entries of a JSON Feed. What stands inside is shown until then, and if that fails.
// Nothing of a feed becomes HTML: text stays text, and only http(s) addresses become links.
// No cookies, storage or third party; runs under a strict Content-Security-Policy.

const TIMEOUT = 15000;
// A hostile answer may not freeze the page: bytes read, entries looked at, letters of a text.
const [BYTES, ENTRIES, LETTERS] = [4e6, 500, 2000];

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host(:not([height])) { display: block }
:host([hidden]) { display: none }
div { position: relative }
:host([height]) div { display: inline-block; width: 100%; vertical-align: top }
:host([height]) section { position: absolute; inset: 0; overflow: auto }
:host([height]) .section slot { visibility: hidden }
:host(:not([height])) .section slot { display: none }
.slot ::slotted(svg) { vertical-align: top }
section { color: var(--cchr-feed-colour, inherit); font-family: var(--cchr-feed-font, inherit); overflow-wrap: anywhere; white-space: normal; padding: 0 3px }
h2 { margin: 0 0 .5em; font-size: 1.25em; line-height: 1.4 }
ul { margin: 0; padding: 0; list-style: none }
li { text-align: match-parent; padding: var(--cchr-feed-gap, .75em) 0; border-top: 1px solid var(--cchr-feed-line, #8886) }
a { color: var(--cchr-feed-accent, inherit); text-underline-offset: .2em }
h2 a { color: inherit }
h2 a:not(:hover, :focus-visible) { text-decoration: none }
small { display: block; font-size: .875em }
.row > bdi { font-weight: 600 }
.capitals { font-size: .88em; letter-spacing: .03em }
footer { display: flex; flex-wrap: wrap; gap: .25em 1.5em; padding: var(--cchr-feed-gap, .75em) 0; border-top: 1px solid var(--cchr-feed-line, #8886) }
li { display: flex; gap: 14px }
.row { flex: 1; min-width: 0 }
.weave { --a: var(--cover); --b: var(--weave); --size: 10.5px; flex: none; width: 32px; height: 44px; margin-top: 3px; border-bottom: 2px solid var(--thread); background: var(--a) 0 0/var(--size) var(--size); print-color-adjust: exact }
.check { --c: color-mix(in srgb, var(--b) 60%, #0000) 50%, #0000 0; background-image: linear-gradient(90deg, var(--c)), linear-gradient(var(--c)) }
.bars { background-image: linear-gradient(90deg, var(--b) 30%, #0000 0 45%, var(--b) 0 55%, #0000 0 70%, var(--thread) 0 76%, #0000 0) }
.twill { background: repeating-linear-gradient(135deg, var(--b) 0 3px, var(--a) 0 6px) }
.lozenge { --c: var(--b) 25%, #0000 0 75%, var(--b) 0; background-image: radial-gradient(var(--thread) 1.5px, #0000 2px), linear-gradient(45deg, var(--c)), linear-gradient(-45deg, var(--c)) }
.rings { --a: var(--thread); --b: var(--cover); --c: #0000 50%, var(--b) 52% 60%, #0000 62%; --size: 14px; border-color: var(--cover); background-image: radial-gradient(var(--c)), radial-gradient(var(--c)); background-position: 0 0, 7px 7px }
.peaks { --c: var(--b) 25%, #0000 0; background-image: linear-gradient(135deg, var(--c)), linear-gradient(225deg, var(--c)) }
.turned { --a: var(--weave); --b: var(--cover) }
.rings.turned { --a: var(--cover); --b: var(--thread); border-color: var(--thread) }
p { display: var(--cchr-feed-summary, none); margin: .25em 0 0; white-space: pre-line }
:host([summaries]) p { display: var(--cchr-feed-summary, -webkit-box); -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden }
@media print {
  div { display: block !important; min-height: 0 !important }
  div.section slot { display: none !important }
  section { position: static !important }
}
:lang(km) { line-height: 1.9; letter-spacing: normal; font-family: var(--cchr-feed-font, Noto Sans Khmer, Khmer OS Battambang, Khmer OS Siemreap, Leelawadee UI, Khmer Sangam MN, sans-serif) }
`);

const text = (value) => (typeof value === "string" ? value.slice(0, LETTERS).trim() : "");

const language = (...values) => values.map(text).find((tag) => /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i.test(tag));

// Our feeds say their direction. Others' have their language's, as far as the browser knows it.
function direction(told, lang) {
  if (/^(ltr|rtl)$/.test(told)) return { dir: told };
  try {
    const locale = new Intl.Locale(lang);
    return { dir: (locale.getTextInfo?.() ?? locale.textInfo).direction };
  } catch {
    return {};
  }
}

function address(value, base) {
  if (!text(value)) return "";
  try {
    const url = new URL(text(value), base);
    return /^https?:$/.test(url.protocol) ? url.href : "";
  } catch {
    return "";
  }
}

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

const linked = (words, href) => (href ? make("a", { href, part: "link" }, words) : words);

// The woven cover of a category, by the names that ours have.
const WEAVE = /^weave (check|bars|twill|lozenge|rings|peaks)( turned)?$/;
const COLOUR = /^#[\da-f]{6}$/i;
const COLOURS = ["cover", "weave", "thread"];

// Our feeds say in words what is known of a date; others' give the day.
function dated({ _publication: ours, date_published: moment }, lang) {
  const day = text(moment).slice(0, 10);
  try {
    const options = { dateStyle: "long", timeZone: "UTC" };
    const words = ours ? text(ours.date_in_words) : new Date(`${day}T00:00Z`).toLocaleDateString(lang, options);
    if (!words || words === "Invalid Date") return [];
    return [make("time", { part: "date", dateTime: ours ? text(ours.date) : day }, words)];
  } catch {
    return [];
  }
}

function item(entry, base, list) {
  const title = text(entry?.title);
  if (!title || entry._publication?.withdrawn === true) return [];
  const [own, ours] = [language(entry.language), entry._publication];
  const tongue = own && own !== list.lang ? { lang: own, ...direction("", own) } : list;
  const row = make("span", { className: "row" });
  const series = text(ours?.series);
  const name = linked(series ? title.split("_").pop().trim() : title, address(entry.url, base));
  const named = make("bdi", ours && direction(ours.direction ?? list.dir), name);
  if (ours?.is_in_capitals === true) named.className = "capitals";
  if (series) row.append(make("small", {}, make("span", { part: "series" }, series)));
  const about = dated(entry, tongue.lang);
  const category = text(ours && entry.tags?.[0]);
  if (category) about.push(...(about.length ? [" · "] : []), make("bdi", { part: "category" }, category));
  row.append(named, make("small", {}, ...about));
  if (text(entry.summary)) row.append(make("p", { part: "summary" }, text(entry.summary)));
  const className = WEAVE.exec(text(ours?.weave))?.[0];
  const cover = className ? [make("span", { className, part: "cover", ariaHidden: true })] : [];
  return [make("li", { part: "item", ...tongue }, ...cover, row)];
}

function listed(entries, limit, base, list) {
  const rows = [];
  for (const entry of entries.slice(0, ENTRIES)) {
    rows.push(...item(entry, base, list));
    if (rows.length >= limit) break;
  }
  if (!rows.length) throw new RangeError();
  return rows;
}

// Where our feeds lead on: to all publications, and to the newsletter.
function links(told, base) {
  return (Array.isArray(told) ? told.slice(0, 4) : []).flatMap((each) => {
    const [words, href, lang] = [text(each?.title), address(each?.url, base), language(each?.language)];
    return words && href ? [make("a", { href, part: "link", ...(lang && { lang, ...direction("", lang) }) }, words)] : [];
  });
}

async function read({ body }) {
  const [reader, decoder] = [body.getReader(), new TextDecoder()];
  let [left, json] = [BYTES, ""];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return JSON.parse(json + decoder.decode());
    if ((left -= value.length) < 0) throw new RangeError();
    json += decoder.decode(value, { stream: true });
  }
}

// Where data is saved, a list is asked for when it comes into sight.
function inSight(element) {
  const saving = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
  return saving && new Promise((seen) => {
    new IntersectionObserver(([each], watch) => each.isIntersecting && seen(watch.disconnect())).observe(element);
  });
}

class CchrFeed extends HTMLElement {
  static observedAttributes = ["src", "limit", "lang", "height"];

  #box = make("div", {}, make("slot"));
  #request;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(this.#box);
  }

  get #limit() {
    return Math.max(parseInt(this.getAttribute("limit")) || 5, 1);
  }

  connectedCallback() {
    if (!this.hasAttribute("height")) this.#box.style.minHeight = `${4 * this.#limit}em`;
    this.#load();
  }

  disconnectedCallback() {
    this.#request?.abort();
  }

  attributeChangedCallback(name, before, after) {
    if (this.isConnected && before !== after) this.#load();
  }

  // A drawing in the line holds the room from the start; where there is none, it is held here.
  #keepRoom() {
    const height = parseInt(this.getAttribute("height"));
    const { style } = this.#box;
    if (height) style.minHeight = "";
    if (this.#box.offsetHeight < height / 2) style.minHeight = `${height}px`;
  }

  async #load() {
    this.#request?.abort();
    const request = (this.#request = new AbortController());
    this.#keepRoom();
    await inSight(this); // of several changes only the last is asked for
    if (request !== this.#request) return;
    const timer = setTimeout(() => request.abort(), TIMEOUT);
    let shown;
    try {
      shown = await this.#list(request.signal);
    } catch {
      // Whatever failed, the page's own link says where to look.
    }
    clearTimeout(timer);
    if (request === this.#request) this.#show(shown);
  }

  #show(section) {
    const { style, offsetHeight } = this.#box;
    if (!this.hasAttribute("height")) style.minHeight = "";
    else if (!section) style.minHeight = `${offsetHeight}px`;
    this.#box.replaceChildren(make("slot"), ...(section ? [section] : []));
    this.#box.className = section ? "section" : "slot";
  }

  async #list(signal) {
    const source = address(this.getAttribute("src"), document.baseURI);
    if (!source) throw new TypeError("src");
    const answer = await fetch(source, { signal, credentials: "omit" });
    if (!answer.ok) throw new TypeError(answer.status);
    const feed = await read(answer);
    const lang = language(feed.language, this.lang);
    const list = { ...(lang && { lang }), ...direction(feed._feed?.direction, lang) };
    const rows = listed(feed.items, this.#limit, source, list);
    const heading = text(feed.title) || this.textContent.trim();
    const section = make("section", { part: "section", ...list });
    section.style.lineHeight = parseFloat(feed._feed?.line_height) || "";
    for (const name of COLOURS) {
      const colour = text(feed._feed?.colours?.[name]);
      if (COLOUR.test(colour)) section.style.setProperty(`--${name}`, colour);
    }
    section.setAttribute("aria-labelledby", "heading");
    section.append(
      make("h2", { id: "heading", part: "title" }, linked(heading, address(feed.home_page_url, source))),
      make("ul", { part: "list", role: "list" }, ...rows),
    );
    const below = links(feed._feed?.links, source);
    if (below.length) section.append(make("footer", { part: "foot" }, ...below));
    return section;
  }
}

customElements.get("cchr-feed") ?? customElements.define("cchr-feed", CchrFeed);
