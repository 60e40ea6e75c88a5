// Copy buttons beside addresses and snippets. Without this script the texts can be selected and copied by hand.

const SHOWN = 2000;

async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value ?? field.textContent);
    return true;
  } catch {
    // No clipboard without https, or it is not allowed: select the text, and try the old way.
    if ("value" in field) field.select();
    else getSelection().selectAllChildren(field);
    return document.execCommand("copy");
  }
}

for (const button of document.querySelectorAll("button[data-copied]")) {
  const label = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    if (!(await copied(button.previousElementSibling))) return;
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = label), SHOWN);
  });
}
