import { eachSecond } from "./asking.js";

// A build that goes on: its step each second; when it is done the page shows it.
export function jobProgress(row) {
  eachSecond(row.dataset.job, (now) => {
    if (!["waiting", "working"].includes(now.state)) {
      location.reload();
      return true;
    }
    row.querySelector("[data-step]").textContent = now.step;
    return false;
  });
}
