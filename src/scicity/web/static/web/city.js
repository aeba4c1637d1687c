"use strict";
// Everything here is a help: each page works without it. No inline script is allowed by the content policy.
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";

// Dependent questions: shown when the question they hang on has one of the wanted answers.
function depend(form) {
  const given = (id) =>
    [...form.querySelectorAll(`[name="q-${id}"]`)]
      .filter((i) => (["checkbox", "radio"].includes(i.type) ? i.checked : true))
      .map((i) => i.value);
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
  let timer = 0,
    busy = false,
    again = false;
  async function save() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    said.textContent = form.dataset.saving;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
      });
      const told = answer.headers.get("Content-Type")?.includes("json")
        ? await answer.json()
        : { error: form.dataset.failed };
      if (answer.ok && told.version !== undefined) {
        form.elements.version.value = told.version;
        said.textContent = told.said;
        said.className = "good";
      } else {
        said.textContent = told.error || form.dataset.failed;
        said.className = "bad";
      }
    } catch {
      said.textContent = form.dataset.failed;
      said.className = "bad";
    }
    busy = false;
    if (again) {
      again = false;
      save();
    }
  }
  form.addEventListener("input", () => {
    depend(form);
    clearTimeout(timer);
    timer = setTimeout(save, 600);
  });
  form.addEventListener("change", () => depend(form));
  depend(form);
}

// Lists of samples and chemicals: one more line.
function moreLines(button) {
  button.addEventListener("click", () => {
    const body = document.getElementById(button.dataset.more);
    const line = body.rows[body.rows.length - 1].cloneNode(true);
    for (const i of line.querySelectorAll("input, select"))
      i.value = i.tagName === "SELECT" ? i.options[0].value : "";
    body.append(line);
  });
}

// The meeting: drag a proposal to its place; the arrows do the same from the keyboard.
function ranking(list) {
  let held = null;
  const place = (item) => [...list.children].indexOf(item) + 1;
  async function moved(item) {
    const body = new FormData();
    body.set("place", place(item));
    body.set("csrfmiddlewaretoken", token());
    const answer = await fetch(item.dataset.move, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    if (answer.ok) location.reload();
  }
  for (const item of list.children) {
    item.draggable = true;
    item.addEventListener("dragstart", () => {
      held = item;
      item.classList.add("dragging");
    });
    item.addEventListener("dragend", () => {
      item.classList.remove("dragging");
      moved(item);
    });
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
for (const select of document.querySelectorAll("select[data-go]"))
  select.addEventListener("change", () => select.form.submit());
for (const button of document.querySelectorAll("button[data-confirm]"))
  button.addEventListener("click", (e) => {
    if (!confirm(button.dataset.confirm)) e.preventDefault();
  });
for (const button of document.querySelectorAll("button[data-print]"))
  button.addEventListener("click", () => print());

// A plan that is being solved: value, bound and gap each second; when it is done the page shows it.
function follow(card) {
  const told = card.querySelector("[data-told]"),
    bar = card.querySelector("progress");
  const timer = setInterval(async () => {
    const answer = await fetch(card.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const now = await answer.json();
    if (!["waiting", "solving"].includes(now.state)) {
      clearInterval(timer);
      location.reload();
      return;
    }
    if (now.bound) {
      bar.value = now.seconds;
      told.textContent = `${now.seconds} s · ${now.value} / ${now.bound} · ${(now.gap * 100).toFixed(2)} %`;
    }
  }, 1000);
}

// The board: a run is dragged along time and between units; the server judges it by every rule before it is let go.
function dragging(board) {
  const form = document.getElementById("move"),
    said = document.getElementById("drag-told");
  const perPixel = () =>
    (Number(board.dataset.scale) * board.viewBox.baseVal.width) /
    board.getBoundingClientRect().width;
  const lanes = [...board.querySelectorAll("[data-lane]")];
  for (const run of board.querySelectorAll(".run:not(.locked)")) {
    let from = null,
      asked = 0;
    const there = (e) => {
      const row =
        (Number(board.dataset.row) * board.getBoundingClientRect().width) /
        board.viewBox.baseVal.width;
      const was = lanes.indexOf(run.parentElement);
      const lane =
        lanes[
          Math.min(lanes.length - 1, Math.max(0, was + Math.round((e.clientY - from.y) / row)))
        ];
      const step = Number(lane.dataset.step),
        tick = Number(run.dataset.tick) + (e.clientX - from.x) * perPixel();
      return {
        unit: lane.dataset.lane,
        tick: Math.max(0, Math.round(tick / step) * step),
        shift: (lanes.indexOf(lane) - was) * Number(board.dataset.row),
      };
    };
    const judge = async (place) => {
      const body = new FormData(),
        mine = ++asked;
      for (const [k, v] of Object.entries({
        experiment: run.dataset.experiment,
        visit: run.dataset.visit,
        unit: place.unit,
        tick: place.tick,
        csrfmiddlewaretoken: token(),
      }))
        body.set(k, v);
      const answer = await fetch(board.dataset.check, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
      });
      const judged = answer.ok
        ? await answer.json()
        : { fits: false, told: [String(answer.status)] };
      if (mine === asked) {
        run.classList.toggle("misfit", !judged.fits);
        said.textContent = judged.told.join(" · ");
        said.className = judged.fits ? "small" : "small bad";
      }
      return judged;
    };
    let last = "",
      timer = 0;
    run.addEventListener("pointerdown", (e) => {
      from = { x: e.clientX, y: e.clientY };
      run.setPointerCapture(e.pointerId);
      run.classList.add("dragging");
    });
    run.addEventListener("pointermove", (e) => {
      if (!from) return;
      const place = there(e);
      run.setAttribute(
        "transform",
        `translate(${(place.tick - Number(run.dataset.tick)) / Number(board.dataset.scale)} ${place.shift})`,
      );
      if (last !== `${place.unit} ${place.tick}`) {
        last = `${place.unit} ${place.tick}`;
        clearTimeout(timer);
        timer = setTimeout(() => judge(place), 120);
      }
    });
    run.addEventListener("pointerup", async (e) => {
      if (!from) return;
      const place = there(e);
      from = null;
      clearTimeout(timer);
      run.classList.remove("dragging");
      if (place.tick === Number(run.dataset.tick) && place.shift === 0) {
        run.removeAttribute("transform");
        return;
      }
      const judged = await judge(place);
      if (!judged.fits) {
        run.removeAttribute("transform");
        return;
      }
      form.elements.experiment.value = run.dataset.experiment;
      form.elements.unit.value = place.unit;
      form.elements.tick.value = place.tick;
      form.elements.visit.value = run.dataset.visit;
      form.submit();
    });
  }
}

for (const card of document.querySelectorAll("[data-progress]")) follow(card);
for (const board of document.querySelectorAll("svg[data-board]")) dragging(board);

// The studio: a sentence that its figure does not bear is told while it is typed.
function checking(form) {
  const faults = document.getElementById("faults"),
    refs = document.querySelector("#refs tbody"),
    vouched = document.querySelector("#vouched tbody");
  let timer = 0,
    turn = 0;
  const line = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };
  async function look() {
    const mine = ++turn;
    faults.setAttribute("aria-busy", "true");
    const answer = await fetch(form.dataset.check, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
    }).catch(() => null);
    if (mine !== turn) return;
    faults.removeAttribute("aria-busy");
    if (!answer?.ok) {
      faults.replaceChildren(Object.assign(line("p", faults.dataset.failed), { className: "bad" }));
      return;
    }
    const found = await answer.json();
    faults.replaceChildren(
      ...(found.faults.length
        ? found.faults.map((f) => {
            const told = document.createElement("p");
            told.className = "bad";
            told.append(
              line("small", f.where),
              document.createElement("br"),
              f.rule,
              document.createElement("br"),
              line("q", f.sentence),
            );
            return told;
          })
        : [Object.assign(line("p", faults.dataset.none), { className: "good" })]),
    );
    if (!found.faults.length)
      refs.replaceChildren(
        ...found.refs.map((r) => {
          const row = document.createElement("tr"),
            shown = line("td", r.shown),
            what = line("td", `${r.subject} ${r.title}`);
          shown.className = "n";
          row.append(what, shown);
          return row;
        }),
      );
    if (!found.faults.length)
      vouched.replaceChildren(
        ...found.vouched.map((v) => {
          const row = document.createElement("tr");
          row.append(line("td", v.text), Object.assign(line("td", v.loose), { className: "soft" }));
          return row;
        }),
      );
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 400);
  });
  if ("unchecked" in faults.dataset) look();
}
for (const form of document.querySelectorAll("form[data-check]")) checking(form);
for (const row of document.querySelectorAll("[data-job]")) {
  const timer = setInterval(async () => {
    const answer = await fetch(row.dataset.job, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const now = await answer.json();
    if (!["waiting", "working"].includes(now.state)) {
      clearInterval(timer);
      location.reload();
      return;
    }
    row.querySelector("[data-step]").textContent = now.step;
  }, 1000);
}

// Figures that take their time follow the page.
for (const place of document.querySelectorAll("[data-later]")) {
  fetch(place.dataset.later)
    .then((answer) => answer.text())
    .then((text) =>
      place.replaceWith(...new DOMParser().parseFromString(text, "text/html").body.childNodes),
    );
}

// What was typed as a password can be looked at, as long as one wants.
for (const input of document.querySelectorAll("input[type=password]")) {
  const zh = document.documentElement.lang.startsWith("zh"),
    button = document.createElement("button");
  button.type = "button";
  button.className = "look";
  const say = (seen) => {
    input.type = seen ? "text" : "password";
    button.textContent = seen ? (zh ? "隐藏" : "Hide") : zh ? "显示" : "Show";
    button.setAttribute("aria-pressed", seen);
  };
  say(false);
  button.addEventListener("click", () => say(input.type === "password"));
  input.form?.addEventListener("submit", () => say(false));
  input.after(button);
}
