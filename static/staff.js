// Warns staff before they are signed out, with one press to stay. Without this file they are signed out all the same,
// and what they send after that is kept until they have signed in again.

const { idle, left, stay, signIn } = document.querySelector("script[data-idle]").dataset;
const WARN_SECONDS = Math.min(300, idle / 3);
const TELL_SECONDS = 60;
let typed = false;
let toldAt = Date.now();
let dialog;
let next;
let toldOfTheEnd = false;

async function stayIn() {
  toldAt = Date.now();
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  const answer = await fetch(stay, { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual" });
  return answer.ok;
}

async function timeLeft() {
  try {
    return await (await fetch(left)).json();
  } catch {
    return { seconds: WARN_SECONDS + TELL_SECONDS, can_stay: true };
  }
}

function show(heading, words, button, press) {
  dialog ??= document.body.appendChild(document.createElement("dialog"));
  dialog.className = "staff-ending";
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-labelledby", "staff-ending-heading");
  dialog.setAttribute("aria-describedby", "staff-ending-words");
  const parts = [["h2", heading, "staff-ending-heading"], ["p", words, "staff-ending-words"], ["button", button]];
  dialog.replaceChildren(...parts.map(([tag, text, id]) => Object.assign(document.createElement(tag), { textContent: text, ...(id && { id }) })));
  dialog.oncancel = press;
  const pressed = dialog.querySelector("button");
  pressed.type = "button";
  pressed.onclick = press;
  if (!dialog.open) dialog.showModal();
  pressed.focus();
}

function warn(seconds, canStay) {
  if (dialog?.open || toldOfTheEnd) return;
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (!canStay) {
    toldOfTheEnd = true;
    show("You will be signed out soon", `You signed in long ago. You will be signed out in ${minutes} ${minutes === 1 ? "minute" : "minutes"}. What you send after that is kept until you have signed in again.`, "Go back to the page", () => dialog.close());
    return;
  }
  show("You will be signed out soon", `Nothing has happened for a while. You will be signed out in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`, "Stay signed in", async () => {
    dialog.close();
    if (await stayIn()) look();
    else over();
  });
}

function over() {
  if (!typed) {
    location.assign(`${signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);
    return;
  }
  show("You have been signed out", "What you typed is still here. Send the page as usual and sign in again. It is kept.", "Go back to the page", () => dialog.close());
}

async function look() {
  const { seconds, can_stay: canStay } = await timeLeft();
  if (seconds <= 0) return over();
  if (seconds <= WARN_SECONDS) warn(seconds, canStay);
  else if (dialog?.open) dialog.close();
  lookIn(seconds <= WARN_SECONDS ? Math.min(seconds, 10) : seconds - WARN_SECONDS);
}

function lookIn(seconds) {
  clearTimeout(next);
  next = setTimeout(look, Math.max(1, seconds) * 1000);
}

// Whoever types is not idle, though no page was sent.
document.addEventListener("input", () => {
  typed = true;
  if (Date.now() - toldAt > TELL_SECONDS * 1000) stayIn();
});

lookIn(idle - WARN_SECONDS);
