import { post } from "./asking.js";

// The board: a run is dragged along time and between units; the server judges it by every rule before it is let go.
export function draggable(board) {
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
      const mine = ++asked;
      const answer = await post(board.dataset.check, {
        experiment: run.dataset.experiment,
        visit: run.dataset.visit,
        unit: place.unit,
        tick: place.tick,
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
