// What was typed as a password can be looked at, as long as one wants.
export function password(input) {
  const { look, hide } = document.body.dataset,
    button = document.createElement("button");
  button.type = "button";
  button.className = "look";
  const say = (seen) => {
    input.type = seen ? "text" : "password";
    button.textContent = seen ? hide : look;
    button.setAttribute("aria-pressed", seen);
  };
  say(false);
  button.addEventListener("click", () => say(input.type === "password"));
  input.form?.addEventListener("submit", () => say(false));
  input.after(button);
}
