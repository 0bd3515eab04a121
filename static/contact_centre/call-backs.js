// Says when more people wait for a call, with a link that shows them. It moves neither the focus nor the page, and
// being asked keeps nobody signed in. Without this file there is "Check for new".

const EVERY_SECONDS = 15;
const link = document.querySelector("#check-for-new");
const place = document.querySelector("#new-call-backs");
const title = document.title;
let shown = 0;

function tell(number) {
  if (number === shown) return;
  shown = number;
  document.title = number ? `(${number} new) ${title}` : title;
  if (!number) return place.replaceChildren();
  const show = Object.assign(document.createElement("a"), { href: link.href, className: "govuk-link", textContent: number === 1 ? "Show it" : "Show them" });
  place.replaceChildren(`${number} new. `, show);
}

async function look() {
  try {
    const answer = await fetch(link.dataset.ask, { redirect: "error" });
    if (answer.ok) tell((await answer.json()).new);
  } catch {
    // The next time will do.
  }
}

setInterval(look, EVERY_SECONDS * 1000);
document.addEventListener("visibilitychange", () => document.hidden || look());
