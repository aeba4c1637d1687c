import { post } from "./asking.js";

// The meeting: drag a proposal to its place; the arrows do the same from the keyboard.
export function ranking(list) {
  let held = null;
  const place = (item) => [...list.children].indexOf(item) + 1;
  async function moved(item) {
    const answer = await post(item.dataset.move, { place: place(item) });
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
