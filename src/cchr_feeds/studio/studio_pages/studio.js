// Loads the page again when a file changes, and shows problems in a form while somebody types.
// Everything works without it, by the buttons, except for the order of an edition.

const PAUSE = 250; // milliseconds after the last key
const ARRIVAL = 60000; // milliseconds within which another page comes, or this one stays

const form = document.querySelector("form.entry");
const work = document.querySelector("[data-work]"); // the progress of a publishing that is still running
const revision = document.querySelector('meta[name="revision"]').content;
// Somebody may have typed before this script was there, and what came back with problems is saved nowhere.
const isAsMade = ({ elements }) => [...elements].every(({ defaultValue, value, defaultChecked, checked }) =>
  (defaultValue ?? value) === value && (defaultChecked ?? checked) === checked);
let changed = Boolean(form && ("unsaved" in form.dataset || !isAsMade(form)));
// Nor have other forms been begun; those that are sent at once have what they show.
const isUntouched = () => [...document.querySelectorAll("form:not(.entry, [data-at-once])")].every(isAsMade);
let leaving = 0; // ways to other pages that have begun

// Asks what there is now; the answer waits until that is something else. A page that nobody looks at does not
// ask, because browsers keep few connections to a server.
let asking = null;
let isLooking = false;

async function look() {
  if (isLooking) return;
  isLooking = true;
  while (!document.hidden && !leaving) {
    asking = new AbortController();
    const address = `revision?seen=${revision}`;
    // An answer that is given up, before it begins or within its text, is none.
    const now = await fetch(address, { cache: "no-store", signal: asking.signal })
      .then((answer) => answer.ok ? answer.text() : null).catch(() => null);
    const isNew = now !== null && now !== revision;
    // What somebody has written stays; the server knows when the file below it has changed.
    if (isNew && !changed && !leaving && isUntouched()) return location.reload();
    if (now !== revision) await new Promise((again) => setTimeout(again, PAUSE * 4));
  }
  isLooking = false;
}

// What is at an address now; nothing where nobody answers.
const pageAt = (address) => fetch(address, { cache: "no-store", signal: AbortSignal.timeout(ARRIVAL) })
  .then(async (answer) => ({ answer, page: new DOMParser().parseFromString(await answer.text(), "text/html") }))
  .catch(() => null);

// While something is published, the line that says how it goes is all that changes: a screen reader would read
// a new page from its beginning.
async function follow() {
  if (isLooking) return;
  isLooking = true;
  let missed = 0;
  while (!document.hidden && !leaving) {
    const now = await pageAt(location.href);
    const told = now?.page.querySelector("[data-work]")?.textContent;
    missed = now?.answer.ok ? 0 : missed + 1;
    const shown = missed > 2 ? work.dataset.lost : told ?? work.textContent;
    if (shown !== work.textContent) work.textContent = shown;
    if (now?.answer.ok && told === undefined && !leaving) {
      sessionStorage.setItem("at", "#published");
      return location.reload();
    }
    await new Promise((again) => setTimeout(again, PAUSE * 4));
  }
  isLooking = false;
}
const watch = work ? follow : look;
watch();
// To load the page again would call off the way to another. A way that is given up leaves the page where it is.
const leave = () => {
  leaving += 1;
  asking?.abort();
  setTimeout(() => {
    leaving -= 1;
    watch();
  }, ARRIVAL);
};
addEventListener("beforeunload", leave);
// A browser may keep a page that was left; its files may be others by now.
addEventListener("pageshow", ({ persisted }) => { if (persisted && !changed) location.reload(); });
document.addEventListener("visibilitychange", () => (document.hidden ? asking?.abort() : watch()));

for (const options of document.querySelectorAll("form[data-at-once]")) {
  options.querySelector(".send").hidden = true;
  options.addEventListener("change", () => options.requestSubmit());
}

// The choice that was just made stays the one that the keyboard is at.
const at = sessionStorage.getItem("at");
sessionStorage.removeItem("at");
if (at) document.querySelector(at)?.focus({ preventScroll: true });
for (const options of document.querySelectorAll("form[data-at-once]")) {
  options.addEventListener("change", ({ target }) => {
    const value = target.type === "radio" ? `[value="${CSS.escape(target.value)}"]` : "";
    sessionStorage.setItem("at", `[name="${target.name}"]${value}`);
  }, { capture: true });
}

if (document.activeElement === document.body) document.querySelector("#summary")?.focus();

// What takes a while is asked for once, and a file that it writes meanwhile loads nothing again.
for (const step of document.querySelectorAll("form.step[method=post]")) {
  const disable = (isDisabled) => { for (const each of step.querySelectorAll("button")) each.disabled = isDisabled; };
  step.addEventListener("submit", () => {
    leaving += 1;
    asking?.abort();
    setTimeout(disable, 0, true);
    // Esc gives up the page that comes next, not the step itself; pressed again, the button tells what was done.
    window.navigation?.addEventListener("navigateerror", () => {
      leaving -= 1;
      disable(false);
    }, { once: true });
  });
}

if (form) {
  const count = document.querySelector("#count"); // a file as text has none
  const touched = new Set();
  const isNew = form.dataset.new === "1" && !document.querySelector("#summary");
  let waiting = 0;
  let asked = 0;
  let arriving = Promise.resolve();

  const spoken = (problem, field) => {
    const isNext = isNew && !touched.has(field) && !/\.(files|image)\./.test(field);
    return !(isNext && problem.code === "missing"); // nobody has come so far yet
  };

  const item = (problem) => {
    const line = document.createElement("li");
    line.className = problem.severity;
    const kind = document.createElement("strong");
    kind.textContent = `${problem.severity === "error" ? form.dataset.problem : form.dataset.look}:`;
    const message = document.createElement("span");
    message.textContent = problem.message;
    const fix = document.createElement("span");
    fix.className = "fix";
    fix.textContent = problem.fix;
    message.lang = fix.lang = problem.language;
    line.append(kind, " ", message, " ", fix);
    return line;
  };

  const show = (found) => {
    let mistakes = 0;
    for (const place of form.querySelectorAll("[data-messages]")) {
      const field = place.dataset.messages;
      const problems = (found[field] ?? []).filter((problem) => spoken(problem, field));
      const errors = problems.filter((problem) => problem.severity === "error").length;
      mistakes += errors;
      const list = document.createElement("ul");
      list.className = "problems";
      list.append(...problems.map(item));
      place.replaceChildren(...(problems.length ? [list] : []));
      const input = field && document.getElementById(field);
      if (input && errors) input.setAttribute("aria-invalid", "true");
      else if (input) input.removeAttribute("aria-invalid");
    }
    const { nothing, one, many } = form.dataset;
    const words = [nothing, one][mistakes] ?? many.replace("#", mistakes);
    if (count.textContent !== words) count.textContent = words;
  };

  const check = async () => {
    const number = ++asked;
    const body = new URLSearchParams(new FormData(form));
    const address = form.dataset.check ?? `check${location.search}`;
    const found = await fetch(address, { method: "POST", body })
      .then((answer) => answer.ok ? answer.json() : null).catch(() => null);
    if (!found || number !== asked) return;
    if (isOurs() && found.id !== id.value && !touched.has("id")) {
      id.value = proposed = found.id;
      return check();
    }
    show(found.problems);
    for (const [language, letter] of Object.entries(found.letters ?? {})) showLetter(language, letter);
    for (const place of form.querySelectorAll("[data-about]")) place.textContent = found.about[place.dataset.about] ?? "";
  };

  // The frame's document stays, with the policy that it came with: it runs nothing.
  const showLetter = (language, letter) => {
    const place = form.querySelector(`[data-letter="${CSS.escape(language)}"]`);
    for (const text of place?.querySelectorAll("[data-shows]") ?? []) text.textContent = letter[text.dataset.shows];
    const frame = place?.querySelector("iframe");
    const fill = () => {
      const root = frame.contentDocument?.documentElement;
      if (root) root.innerHTML = letter.html;
    };
    // Until its own document is there, a frame has an empty one with the policy of this page.
    const { URL: address, readyState } = frame?.contentDocument ?? {};
    if (readyState === "complete" && address !== "about:blank") fill();
    else frame?.addEventListener("load", fill, { once: true });
  };

  // An entry or a category goes one place up or down among its own; the button keeps the focus.
  const move = (button) => {
    const row = button.closest("li");
    const other = button.dataset.move === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (button.dataset.move === "up") other.before(row);
    else other.after(row);
    const rows = [...row.parentElement.children];
    for (const [number, each] of rows.entries()) {
      const [up, down] = each.querySelectorAll(":scope > .line [data-move]");
      up.disabled = number === 0;
      down.disabled = number === rows.length - 1;
    }
    const enabled = button.disabled ? row.querySelector(":scope > .line [data-move]:enabled") : button;
    enabled.focus();
    for (const place of form.querySelectorAll('[name="order"]')) place.disabled = false; // it was changed
    const said = { title: row.dataset.title, number: rows.indexOf(row) + 1, count: rows.length };
    const words = button.closest("[data-moved]").dataset.moved;
    form.querySelector("#moved").textContent = words.replace(/#(\w+)/g, (_, name) => said[name]);
    form.dispatchEvent(new Event("input"));
  };
  for (const list of form.querySelectorAll("[data-moved]")) list.hidden = false;
  for (const button of form.querySelectorAll("[data-move]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      move(button);
    });
  }
  if (form.dataset.check && document.querySelector("#summary")) check(); // the letter with what was typed

  const id = form.dataset.new === "1" ? form.querySelector("#id") : null; // one that is there stays
  const title = form.querySelector('[name$=".title"]');
  const words = (text) =>
    text.normalize("NFKD").toLowerCase().replace(/['’\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, "-")
      .slice(0, 60).replace(/^-+|-+$/g, "");

  // An id follows the title until somebody writes another; what no title gives, and what is taken, the check knows.
  let proposed = words(title?.value ?? "");
  const isOurs = () => id && (id.value === "" || id.value === proposed);
  const propose = () => {
    const wish = words(title.value);
    if (isOurs() && (wish || !title.value)) id.value = proposed = wish;
  };

  form.addEventListener("input", ({ target }) => {
    changed = true;
    touched.add(target.name);
    if (target === title) propose();
    clearTimeout(waiting);
    if (count) waiting = setTimeout(check, PAUSE);
  });
  // Somebody may have typed before this script was there.
  if (title?.value) propose();

  // Room for one document more: the last row again, empty, and under the next number.
  const another = (rows) => {
    const last = rows.querySelector("[data-row]:last-of-type");
    const row = last.cloneNode(true);
    const [before, number] = last.dataset.row.split(/\.(?=\d+$)/);
    const name = `${before}.${Number(number) + 1}`;
    for (const part of [row, ...row.querySelectorAll("*")]) {
      for (const attribute of part.attributes) {
        if (attribute.name !== "value") attribute.value = attribute.value.replaceAll(last.dataset.row, name);
      }
      part.removeAttribute("aria-invalid");
    }
    for (const input of row.querySelectorAll("input:not([type=checkbox])")) input.value = "";
    for (const input of row.querySelectorAll("[type=checkbox]")) input.checked = false;
    for (const place of row.querySelectorAll("[data-messages], [data-about]")) place.replaceChildren();
    for (const part of row.querySelectorAll("details")) part.open = false;
    const names = [row.querySelector("legend"), ...row.querySelectorAll("button .unseen")];
    for (const { firstChild } of names) firstChild.data = firstChild.data.replace(/\d+/, Number(number) + 2);
    last.after(row);
    offer(row);
    return row;
  };
  for (const button of form.querySelectorAll('button[name="more"]')) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      another(button.parentElement).querySelector("input").focus();
    });
  }

  const within = (row, name) => row.querySelector(`[name="${row.dataset.row}.${name}"]`);
  const fieldsOf = (row) => [...row.querySelectorAll("input:not([type=checkbox], .picker)")];
  const isFree = (row) => !within(row, "remove")?.checked && fieldsOf(row).every((input) => !input.value);
  const write = (input, value) => {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // --- dates, and one language at a time on a phone ---
  // What is typed stays the field's; the browser's picker writes a day into it, and leaves the time there.
  for (const button of form.querySelectorAll("[data-picks]")) {
    const [field, picker] = [document.getElementById(button.dataset.picks), button.previousElementSibling];
    const length = picker.type === "date" ? 10 : 7;
    if (picker.type === "text" || !picker.showPicker) continue; // a browser that knows none of this kind
    button.hidden = false;
    button.addEventListener("click", () => {
      picker.value = field.value.slice(0, length);
      picker.showPicker();
    });
    picker.addEventListener("input", (event) => event.stopPropagation());
    picker.addEventListener("change", () => {
      const time = field.value.slice(0, length) === field.value.match(/^[\d-]*/)[0] ? field.value.slice(length) : "";
      if (picker.value) write(field, picker.value + time);
      field.focus();
    });
  }

  const tabs = [...form.querySelectorAll("[data-tab]")];
  const paneOf = (tab) => form.querySelector(`#${CSS.escape(tab.getAttribute("aria-controls"))}`);
  const isNarrow = matchMedia("(max-width: 48rem)");
  const choose = (chosen) => {
    const isTabbed = isNarrow.matches && tabs.length > 1;
    for (const tab of tabs) {
      const pane = paneOf(tab);
      tab.parentElement.hidden = !isTabbed;
      tab.setAttribute("aria-selected", tab === chosen);
      tab.tabIndex = tab === chosen ? 0 : -1;
      pane.hidden = isTabbed && tab !== chosen;
      pane.toggleAttribute("data-tabbed", isTabbed);
      for (const [name, value] of Object.entries({ role: "tabpanel", "aria-labelledby": tab.id })) {
        if (isTabbed) pane.setAttribute(name, value);
        else pane.removeAttribute(name);
      }
    }
  };
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!step) return;
      const next = tabs.at((index + step) % tabs.length);
      choose(next);
      next.focus();
    });
  }
  const ofPlace = (id) => {
    const pane = id && document.getElementById(id)?.closest(".pane[data-language]");
    return tabs.find((tab) => paneOf(tab) === pane);
  };
  const current = () => tabs.find((tab) => tab.tabIndex === 0);
  const written = tabs.find((tab) => paneOf(tab).querySelector("[aria-invalid]"))
    ?? tabs.find((tab) => form.querySelector(`[name="${tab.dataset.tab}.title"]`).value);
  choose(ofPlace(location.hash.slice(1)) ?? written ?? tabs[0]);
  isNarrow.addEventListener("change", () => choose(current()));
  document.querySelector("#summary")?.addEventListener("click", ({ target }) => {
    const tab = ofPlace(target.closest("a")?.hash.slice(1));
    if (tab) choose(tab);
  });

  // --- files ---
  // What can be done with a row: it moves where there is one above, and a file beside the entry is renamed.
  const offer = (row) => {
    row.querySelector(".take-out").hidden = isFree(row);
    row.querySelector("[data-up]").hidden = isFree(row) || !row.previousElementSibling?.matches("[data-row]");
    const button = row.querySelector("[data-rename]");
    if (button) button.hidden = !within(row, "file").value;
  };
  const rows = () => form.querySelectorAll("[data-row]");
  rows().forEach(offer);
  form.addEventListener("input", ({ target }) => {
    const row = target.closest("[data-row]");
    if (row) offer(row);
  });

  const beside = (action, values = {}) => {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(values)) query.set(name, value);
    return `${action}?${query}`;
  };
  const say = (language, text) => (form.querySelector(`[data-said="${language}"]`).textContent = text);

  const moveUp = (row) => {
    const above = row.previousElementSibling;
    const fields = fieldsOf(row);
    for (const [index, one] of fieldsOf(above).entries()) {
      [one.value, fields[index].value] = [fields[index].value, one.value];
    }
    const [one, other] = [within(above, "remove"), within(row, "remove")];
    [one.checked, other.checked] = [other.checked, one.checked];
    write(fieldsOf(above)[0], fieldsOf(above)[0].value);
    offer(row);
    (above.querySelector("[data-up]:not([hidden])") ?? above.querySelector("input")).focus();
  };

  const rename = async (row, question) => {
    const field = within(row, "file");
    const before = field.value; // another row may be there when the answer comes
    const wanted = prompt(question, before.replace(/\.\w+$/, ""));
    if (!wanted) return;
    changed = true;
    const body = new URLSearchParams({ name: before, wanted });
    const answer = await fetch(beside("rename"), { method: "POST", body }).catch(() => null);
    const found = await answer?.json().catch(() => null);
    if (!found?.name) return say(field.name.split(".")[0], found?.said ?? form.dataset.failed);
    for (const each of form.querySelectorAll('[name$=".file"]')) if (each.value === before) write(each, found.name);
  };

  form.addEventListener("click", ({ target }) => {
    const row = target.closest("[data-row]");
    if (row && target.closest("[data-up]")) moveUp(row);
    if (row && target.closest("[data-rename]")) rename(row, target.closest("[data-rename]").dataset.question);
  });

  // Where a file belongs: a photo is the picture as long as there is none; any other is the next document. What
  // to say of it, and the field that comes next.
  const take = async (pane, file, isPhoto) => {
    const { language } = pane.dataset;
    const image = (name) => form.querySelector(`[name="${language}.image.${name}"]`);
    if (file.size > Number(form.dataset.most)) return [`${file.name}: ${form.dataset.large}`];
    changed = true;
    const hasNone = !image("file").value && !image("url").value;
    const values = { name: file.name, otherwise: form.querySelector("#id")?.value ?? "" };
    if (isPhoto || (hasNone && /^image\/(jpeg|png)$/.test(file.type))) values.for = "picture";
    const answer = await fetch(beside("file", values), { method: "POST", body: file }).catch(() => null);
    const found = await answer?.json().catch(() => null);
    const said = found?.said ?? `${file.name}: ${form.dataset.failed}`;
    if (!found?.name) return [said];
    if (found.picture) {
      write(image("file"), found.name);
      image("alt").closest("details").open = true;
      return [said, image("alt")];
    }
    const all = [...pane.querySelectorAll("[data-row]")];
    const row = all.find(isFree) ?? another(pane.querySelector(".documents"));
    write(within(row, "file"), found.name);
    return [said, within(row, "title")];
  };
  // One after the other, also of several choices; what is said of each stays.
  const takeAll = (pane, files, isPhoto = false) => {
    const { language } = pane.dataset;
    const place = document.activeElement;
    arriving = arriving.catch(() => null).then(async () => {
      const told = [];
      let next = null;
      for (const file of files) {
        say(language, [...told, "…"].join("\n"));
        const [said, field] = await take(pane, file, isPhoto);
        told.push(said);
        next ??= field;
      }
      if (files.length) say(language, told.join("\n"));
      if (document.activeElement === place) next?.focus(); // whoever has gone on is not interrupted
    });
    return arriving;
  };

  for (const input of form.querySelectorAll("[data-upload]")) {
    input.closest(".upload").hidden = false;
    input.addEventListener("change", async (event) => {
      event.stopPropagation();
      await takeAll(input.closest(".pane"), [...input.files], "picture" in input.dataset);
      input.value = "";
    });
    input.addEventListener("input", (event) => event.stopPropagation()); // it is no field of the entry
  }
  const hasFiles = ({ dataTransfer }) => [...(dataTransfer?.items ?? [])].some(({ kind }) => kind === "file");
  for (const kind of ["dragover", "drop"]) {
    // Beside a pane, a browser would leave the page and show the file.
    addEventListener(kind, (event) => hasFiles(event) && event.preventDefault());
  }
  for (const pane of form.querySelectorAll("[data-language]")) {
    pane.addEventListener("dragover", (event) => pane.classList.toggle("dropping", hasFiles(event)));
    pane.addEventListener("dragleave", () => pane.classList.remove("dropping"));
    pane.addEventListener("drop", (event) => {
      pane.classList.remove("dropping");
      const isPhoto = Boolean(event.target.closest("[data-image]"));
      takeAll(pane, [...event.dataTransfer.files], isPhoto);
    });
  }

  // Once, with the files that are under way, and only while the studio can still show the form: one that was
  // closed, a site.yaml with a mistake or a renamed entry would take the page, and what was typed, away.
  let isSent = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isSent) return;
    isSent = true;
    await arriving.catch(() => null);
    const alert = form.querySelector("[data-no-answer]");
    const now = await pageAt(form.action);
    const isThere = now?.page.querySelector("form.entry");
    const reason = now?.page.querySelector("h1")?.textContent ?? now?.answer.status;
    const refused = now ? alert.dataset.refused.replace("#", () => reason) : alert.dataset.noAnswer;
    alert.textContent = isThere ? "" : refused;
    if (!isThere) return (isSent = false);
    changed = false;
    setTimeout(() => {
      isSent = false; // the way was given up
      changed = true;
    }, ARRIVAL);
    leave();
    form.submit();
  });
  addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}

// --- translations side by side ---
// A number is the same in any digits, a month by its name or its number; names are words in Latin letters.
const digit = (char) => {
  let zero = char.codePointAt(0);
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (char.codePointAt(0) - zero) % 10;
};
const asNumber = (text) => text.replace(/\P{Nd}/gu, "").replace(/\p{Nd}/gu, digit).replace(/^0+(?=.)/, "");
const NUMBER = /\p{Nd}+(?:[.,\u00a0\u202f]\p{Nd}{3}(?!\p{Nd}))*(?:[.,]\p{Nd}+)?/gu;

// The parts of a text that may differ, each with where it stands and what it means.
const partsOf = (text, { compared: language, months }, own) => {
  const parts = [...text.matchAll(NUMBER)].map(({ 0: part, index }) => ({ index, part, key: asNumber(part) }));
  for (const [number, name] of months.toLowerCase().split("|").filter(Boolean).entries()) {
    for (let index = -1; (index = text.toLowerCase().indexOf(name, index + 1)) >= 0; ) {
      const around = text.slice(Math.max(0, index - 12), index + name.length + 12);
      const part = text.slice(index, index + name.length);
      if (/\p{Nd}/u.test(around)) parts.push({ index, part, key: `${number + 1}.` });
    }
  }
  const isLatin = new Intl.Locale(language).maximize().script.toLowerCase() === "latn";
  const names = isLatin ? /\p{Lu}{2,}(?!\p{L})/gu : /\p{Script=Latin}[\p{Script=Latin}.-]*\p{Script=Latin}/gu;
  for (const { 0: part, index } of text.matchAll(names)) {
    if (!own.includes(part)) parts.push({ index, part, key: part.toLowerCase() });
  }
  return parts.sort((one, other) => one.index - other.index);
};

const compared = [...document.querySelectorAll("[data-compared]")];
if (compared.length > 1) {
  const own = compared[0].closest("[data-own]").dataset.own;
  const all = compared.map((pane) => partsOf(pane.innerText, pane.dataset, own).map(({ key }) => key));
  const texts = compared.map((pane) => pane.innerText.toLowerCase());
  const isIn = (key, other) => all[other].includes(key)
    || (key.endsWith(".") && all[other].includes(key.slice(0, -1)))
    || (/\p{L}/u.test(key) && texts[other].includes(key));
  let count = 0;
  for (const [number, pane] of compared.entries()) {
    for (const place of pane.querySelectorAll("p, strong")) {
      const node = place.firstChild;
      if (node?.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      for (const { index, part, key } of partsOf(node.data, pane.dataset, own).reverse()) {
        if (compared.every((_, other) => other === number || isIn(key, other))) continue;
        const mark = document.createElement("mark");
        node.splitText(index + part.length);
        mark.append(node.splitText(index));
        node.after(mark);
        count += 1;
      }
    }
  }
  const { none, some } = document.querySelector("#differences").dataset;
  document.querySelector("#differences").textContent = count ? some.replace("#", count) : none;
}
