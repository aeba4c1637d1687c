"use strict";
// Everything here is a help: each page works without it. No inline script is allowed by the content policy.
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";

// Dependent questions: shown when the question they hang on has one of the wanted answers.
function depend(form) {
  const given = (id) => [...form.querySelectorAll(`[name="q-${id}"]`)]
    .filter((i) => (["checkbox", "radio"].includes(i.type) ? i.checked : true)).map((i) => i.value);
  for (const block of form.querySelectorAll("[data-show-if]")) {
    const parent = form.querySelector(`[data-question="${block.dataset.showIf}"]`);
    const wanted = JSON.parse(block.dataset.equals);
    const on = !parent?.hidden && given(block.dataset.showIf).some((v) => wanted.includes(v));
    block.hidden = !on;
  }
}

// Drafts save themselves a moment after typing stops, and once more when the page is left.
function autosave(form) {
  const said = document.getElementById("saved");
  let timer = 0, busy = false, again = false;
  async function save() {
    if (busy) { again = true; return; }
    busy = true;
    said.textContent = form.dataset.saving;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : { error: form.dataset.failed };
      if (answer.ok && told.version !== undefined) { form.elements.version.value = told.version; said.textContent = told.said; said.className = "good"; } else { said.textContent = told.error || form.dataset.failed; said.className = "bad"; }
    } catch { said.textContent = form.dataset.failed; said.className = "bad"; }
    busy = false;
    if (again) { again = false; save(); }
  }
  form.addEventListener("input", () => { depend(form); clearTimeout(timer); timer = setTimeout(save, 600); });
  form.addEventListener("change", () => depend(form));
  depend(form);
}

// Lists of samples and chemicals: one more line.
function moreLines(button) {
  button.addEventListener("click", () => {
    const body = document.getElementById(button.dataset.more);
    const line = body.rows[body.rows.length - 1].cloneNode(true);
    for (const i of line.querySelectorAll("input, select")) i.value = i.tagName === "SELECT" ? i.options[0].value : "";
    body.append(line);
  });
}

// The meeting: drag a proposal to its place; the arrows do the same from the keyboard.
function ranking(list) {
  let held = null;
  const place = (item) => [...list.children].indexOf(item) + 1;
  async function moved(item) {
    const body = new FormData();
    body.set("place", place(item)); body.set("csrfmiddlewaretoken", token());
    const answer = await fetch(item.dataset.move, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.ok) location.reload();
  }
  for (const item of list.children) {
    item.draggable = true;
    item.addEventListener("dragstart", () => { held = item; item.classList.add("dragging"); });
    item.addEventListener("dragend", () => { item.classList.remove("dragging"); moved(item); });
    item.addEventListener("dragover", (e) => {
      e.preventDefault();
      const after = e.clientY > item.getBoundingClientRect().top + item.offsetHeight / 2;
      if (held && held !== item) item[after ? "after" : "before"](held);
    });
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) autosave(form);
for (const button of document.querySelectorAll("button[data-more]")) moreLines(button);
for (const list of document.querySelectorAll("ol.ranking[data-drag]")) ranking(list);
for (const select of document.querySelectorAll("select[data-go]")) select.addEventListener("change", () => select.form.submit());
for (const button of document.querySelectorAll("button[data-confirm]")) button.addEventListener("click", (e) => { if (!confirm(button.dataset.confirm)) e.preventDefault(); });
for (const button of document.querySelectorAll("button[data-print]")) button.addEventListener("click", () => print());
