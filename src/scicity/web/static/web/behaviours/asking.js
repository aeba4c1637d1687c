// How a behaviour asks the server: as a script that reads JSON, with the token of the page's forms.
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";

export const SCRIPT = { Accept: "application/json" };

// Send `values` (or a form's own, which carry their token) to `address`.
export function post(address, values) {
  const body = values instanceof HTMLFormElement ? new FormData(values) : new FormData();
  if (!(values instanceof HTMLFormElement)) {
    for (const [name, value] of Object.entries(values)) body.set(name, value);
    body.set("csrfmiddlewaretoken", token());
  }
  return fetch(address, { method: "POST", body, headers: SCRIPT });
}

// Ask each second until `seen` of what is told says that it is over.
export function eachSecond(address, seen) {
  const timer = setInterval(async () => {
    const answer = await fetch(address, { headers: SCRIPT });
    if (answer.ok && seen(await answer.json())) clearInterval(timer);
  }, 1000);
}
