// Dependent questions: shown when the question they hang on has one of the wanted answers.
export function depend(form) {
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
