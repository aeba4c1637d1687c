// What helps on a page, by the elements that ask for it. Each page works without any of it.
import { autosave } from "./behaviours/autosave.js";
import { draggable } from "./behaviours/board.js";
import { confirmed, printing } from "./behaviours/buttons.js";
import { evidence } from "./behaviours/evidence.js";
import { jobProgress } from "./behaviours/job-progress.js";
import { later } from "./behaviours/later.js";
import { moreLines } from "./behaviours/more-lines.js";
import { password } from "./behaviours/password.js";
import { planProgress } from "./behaviours/plan-progress.js";
import { ranking } from "./behaviours/ranking.js";
import { templateCheck } from "./behaviours/template-check.js";

const BEHAVIOURS = {
  "form[data-autosave]": autosave,
  "button[data-more]": moreLines,
  "ol.ranking[data-drag]": ranking,
  "button[data-confirm]": confirmed,
  "button[data-print]": printing,
  "[data-progress]": planProgress,
  "svg[data-board]": draggable,
  "form[data-check]": templateCheck,
  "[data-job]": jobProgress,
  "[data-later]": later,
  "input[type=password]": password,
  "dialog.evidence": evidence,
};

for (const [selector, begin] of Object.entries(BEHAVIOURS))
  for (const element of document.querySelectorAll(selector)) begin(element);
