// A question before what cannot be undone, and the printer.
export function confirmed(button) {
  button.addEventListener("click", (e) => {
    if (!confirm(button.dataset.confirm)) e.preventDefault();
  });
}

export function printing(button) {
  button.addEventListener("click", () => print());
}
