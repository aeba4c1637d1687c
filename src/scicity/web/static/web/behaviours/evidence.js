// The evidence of a number opens beside the page. Without script the same address is a page of its
// own; a part that cannot be had is opened there too.
export function evidence(drawer) {
  const shown = drawer.querySelector(".shown");
  let asked = 0;

  async function open(address) {
    const mine = ++asked;
    const waiting = document.createElement("p");
    waiting.setAttribute("role", "status");
    waiting.textContent = drawer.dataset.waiting;
    shown.replaceChildren(waiting);
    shown.setAttribute("aria-busy", "true");
    if (!drawer.open) drawer.showModal();
    try {
      const answer = await fetch(`${address}${address.includes("?") ? "&" : "?"}part=on`);
      if (!answer.ok) throw new Error(answer.statusText);
      const text = await answer.text();
      if (mine !== asked) return;
      shown.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
      shown.removeAttribute("aria-busy");
    } catch {
      if (mine === asked) location.assign(address);
    }
  }

  drawer.querySelector(".close").addEventListener("click", () => drawer.close());
  // what arrives after the reader has closed the drawer is not for anybody any more
  drawer.addEventListener("close", () => (asked += 1));
  document.addEventListener("click", (e) => {
    const link = e.target.closest("a[data-evidence]");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    open(link.href);
  });
  document.addEventListener("submit", (e) => {
    if (!e.target.closest("dialog.evidence") || e.target.method !== "get") return;
    e.preventDefault();
    open(`${e.target.action}?${new URLSearchParams(new FormData(e.target))}`);
  });
}
