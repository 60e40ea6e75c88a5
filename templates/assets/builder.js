// Lets a webmaster choose what to embed, writes the HTML to copy, and shows what it will look like.
// It varies the lines that stand on the page; without this script they can be copied as they are.

const FRAME = 480;
const { root } = document.querySelector(".builder").dataset;

const make = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

function chosen({ elements }) {
  const language = elements.language.selectedOptions[0];
  const feed = elements[`category-${language.value}`].selectedOptions[0];
  const [limit, summaries] = [Number(elements.limit.value), elements.summaries.checked];
  const { home, latest, ...room } = language.dataset; // with the line of each way, as it stands for all categories
  const entry = Number(room.entry) + (summaries ? Number(room.summary) : 0);
  const height = Number(room.title) + limit * entry;
  const way = elements.way.value;
  return { way, ready: room[way], language: language.value, folder: feed.value, limit, summaries, height, home, latest };
}

// The line for all of a language's publications, made to show what was chosen.
function line({ way, ready, language, folder, limit, summaries, height }) {
  if (way === "frame") return ready.replace(`/embed/${language}.html"`, `/embed/${folder}.html"`);
  // The room of the list, and of the drawing that holds it below the link.
  const whole = Number(/ height="(\d+)"/.exec(ready)[1]);
  return ready
    .replace(`/embed/${language}.json"`, `/embed/${folder}.json"`)
    .replace(/ limit="\d+"/, ` limit="${limit}"${summaries ? " summaries" : ""}`)
    .replaceAll(/ height="(\d+)"/g, (_, room) => ` height="${height + Number(room) - whole}"`);
}

// The same list as in the line for plain HTML, but of another feed, of another length, or with summaries.
async function list({ language, folder, limit, summaries }) {
  const answer = await fetch(`${root}embed/${folder}.json`);
  const { items, _feed } = await answer.json();
  return make("ul", { lang: language, dir: _feed.direction }, ...items.slice(0, limit).map((entry) => row(entry, summaries)));
}

function row({ title, url, summary, _publication: { date, date_in_words: words, direction } }, summaries) {
  const item = make("li", {}, make("a", { href: url, ...(direction && { dir: direction }) }, title));
  if (words) item.append(" ", make("time", { datetime: date }, words));
  if (summaries && summary) item.append(make("p", {}, summary));
  return item;
}

// The component itself, reading this site's feeds from wherever the page was opened.
async function component(stage, { language, folder, limit, summaries, height, home, latest }) {
  await import("../embed/cchr-feeds.js");
  const shown = stage.querySelector("cchr-feed") ?? make("cchr-feed", {});
  for (const [name, value] of Object.entries({ src: `${root}embed/${folder}.json`, limit, lang: language, height })) {
    shown.setAttribute(name, value);
  }
  shown.toggleAttribute("summaries", summaries);
  shown.replaceChildren(make("a", { href: home }, latest));
  return shown;
}

const frame = ({ language, folder, latest }) =>
  make("iframe", {
    src: `${root}embed/${folder}.html`,
    title: latest,
    lang: language,
    width: "100%",
    height: FRAME,
    frameborder: 0,
    sandbox: "allow-popups allow-popups-to-escape-sandbox",
  });

function shown(stage, choice) {
  if (choice.way === "plain") return list(choice);
  return choice.way === "frame" ? frame(choice) : component(stage, choice);
}

// Shows what belongs to a choice, and hides the rest.
function arrange(builder, { elements }, { way, language }) {
  elements.limit.disabled = elements.summaries.disabled = way === "frame";
  for (const each of builder.querySelectorAll("[data-language]")) each.hidden = each.dataset.language !== language;
  for (const each of builder.querySelectorAll("[data-way]")) each.hidden = each.dataset.way !== way;
}

function start(builder) {
  const form = builder.querySelector("form");
  const preview = builder.querySelector(".preview");
  const stage = preview.querySelector(".stage");
  let near = false;
  let latest;

  async function update() {
    const choice = (latest = chosen(form));
    const field = builder.querySelector(`[data-way="${choice.way}"] textarea`);
    const plain = choice.way === "plain";
    arrange(builder, form, choice);
    field.value = plain ? "" : line(choice);
    field.nextElementSibling.disabled = plain;
    stage.style.minHeight = plain ? "" : `${choice.way === "frame" ? FRAME : choice.height}px`;
    if (!near) return;
    try {
      const found = await shown(stage, choice);
      if (choice !== latest) return;
      if (plain) field.value = found.outerHTML;
      field.nextElementSibling.disabled = false;
      if (found !== stage.firstChild) stage.replaceChildren(found);
    } catch {
      if (choice === latest) stage.replaceChildren(preview.dataset.failed);
    }
  }

  name(form.elements.language, builder.closest("[lang]").lang);
  form.addEventListener("input", update);
  form.hidden = preview.hidden = false;
  update();
  // A feed is fetched for who comes near, not for everybody who opens the page.
  new IntersectionObserver(
    ([{ isIntersecting }], watch) => {
      if (!isIntersecting) return;
      watch.disconnect();
      near = true;
      update();
    },
    { rootMargin: "400px" },
  ).observe(builder);
}

// Each language by its name in this part's language too: who wants Khmer need not be able to read it.
function name({ options }, language) {
  if (!Intl.DisplayNames.supportedLocalesOf(language).length) return;
  const names = new Intl.DisplayNames(language, { type: "language" });
  for (const option of options) {
    const known = names.of(option.value);
    if (![option.text, option.value].includes(known)) option.text = `${known} · ${option.text}`;
  }
}

for (const builder of document.querySelectorAll(".builder:has(form)")) start(builder);
