// Lists of samples and chemicals: one more line.
export function moreLines(button) {
  button.addEventListener("click", () => {
    const body = document.getElementById(button.dataset.more);
    const line = body.rows[body.rows.length - 1].cloneNode(true);
    for (const i of line.querySelectorAll("input, select"))
      i.value = i.tagName === "SELECT" ? i.options[0].value : "";
    body.append(line);
  });
}
