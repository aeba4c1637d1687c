// Figures that take their time follow the page.
export async function later(place) {
  const text = await (await fetch(place.dataset.later)).text();
  place.replaceWith(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
}
