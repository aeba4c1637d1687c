import { eachSecond } from "./asking.js";

// A plan that is being solved: value, bound and gap each second; when it is done the page shows it.
export function planProgress(card) {
  const told = card.querySelector("[data-told]"),
    bar = card.querySelector("progress");
  eachSecond(card.dataset.progress, (now) => {
    if (!["waiting", "solving"].includes(now.state)) {
      location.reload();
      return true;
    }
    if (now.bound) {
      bar.value = now.seconds;
      told.textContent = `${now.seconds} s · ${now.value} / ${now.bound} · ${(now.gap * 100).toFixed(2)} %`;
    }
    return false;
  });
}
