// What happened elsewhere: three small notes at most, read out politely, gone by themselves.

const MOST = 3;
const STAYS = 8000;

/** @param {string} words @param {{label: string, act: () => void}} [offer] one thing to press @param {{label: string, href: string}} [way] or a page to go to */
export function toast(words, offer, way) {
  const stack = document.getElementById("toasts");
  if (!stack) return undefined;
  const note = document.createElement("div");
  note.className = "toast";
  const text = document.createElement("strong");
  text.textContent = words;
  note.append(text);
  if (offer) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--small";
    button.textContent = offer.label;
    button.addEventListener("click", () => (note.remove(), offer.act()));
    note.append(button);
  }
  if (way) {
    const link = document.createElement("a");
    link.className = "btn btn--small";
    link.href = way.href;
    link.textContent = way.label;
    note.append(link);
  }
  stack.append(note);
  while (stack.children.length > MOST) stack.firstElementChild?.remove();
  const leave = () => (note.matches(":hover, :focus-within") ? setTimeout(leave, STAYS) : note.remove());
  setTimeout(leave, STAYS);
  return note;
}
