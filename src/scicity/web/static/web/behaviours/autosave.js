import { post } from "./asking.js";
import { depend } from "./dependent-questions.js";

// Drafts save themselves a moment after typing stops, and once more when the page is left.
export function autosave(form) {
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
      const answer = await post(form.dataset.autosave, form);
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
