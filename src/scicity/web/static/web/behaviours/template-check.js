import { post } from "./asking.js";

// The studio: a sentence that its figure does not bear is told while it is typed.
export function templateCheck(form) {
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
    const answer = await post(form.dataset.check, form).catch(() => null);
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
