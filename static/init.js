// Everything works without this file. It improves what is already there.

// An answer can come back together with the next page, without a redirect. That page names its own address here,
// so that reload, Back and a bookmark ask for the page and never send the answer again. A page that comes back with
// a mistake has its address already, but is to be asked for too: otherwise Back to it is a dead end.
const address = document.querySelector("main[data-page-url]")?.dataset.pageUrl;
if (address) {
  history.replaceState(history.state, "", address === location.pathname ? location.href : address);
}

for (const form of document.querySelectorAll("form[data-one-trip]")) {
  const mark = document.createElement("input");
  mark.type = "hidden";
  mark.name = "one-trip";
  mark.value = "1";
  form.append(mark);
}

const { frontend } = document.querySelector("script[data-frontend]").dataset;
import(frontend).then(({ initAll }) => initAll());

// Warns before the time for something is over, with one press for more of it. Without this the page says in words how
// long there is, and nothing that was typed is lost at the end. It stands here and not in a file of its own, because
// then it would come with a page late in the journey, where somebody on the move may have little signal.

const WARN_SECONDS = 120;
const WARNED_AGAIN_SECONDS = 60;

for (const place of document.querySelectorAll("[data-time-limit]")) watch(place.dataset);

function watch(limit) {
  let until = Date.now() + limit.seconds * 1000;
  let dialog;
  let timer;

  // Here before it says anything, so that screen readers hear what it says later.
  const status = Object.assign(document.createElement("div"), { className: "govuk-visually-hidden" });
  status.setAttribute("role", "status");
  document.body.append(status);

  const secondsLeft = () => (until - Date.now()) / 1000;

  function show(heading, words, button) {
    dialog ??= make();
    dialog.querySelector("h2").textContent = heading;
    dialog.querySelector("[role=status]").textContent = words;
    dialog.querySelector("button").textContent = button;
    if (dialog.open) return;
    dialog.showModal();
    // The heading, and no button: whoever is typing presses nothing by accident.
    dialog.querySelector("h2").focus();
  }

  function make() {
    const made = document.createElement("dialog");
    made.className = "govuk-notification-banner govuk-!-padding-0 council-time-limit";
    made.setAttribute("role", "alertdialog");
    made.innerHTML = `<div class="govuk-notification-banner__content">
      <h2 class="govuk-heading-m" tabindex="-1"></h2><p class="govuk-body" role="status"></p>
      <div class="govuk-button-group"><button type="button" class="govuk-button"></button>
      <button type="button" class="govuk-button govuk-button--secondary">Go back to the page</button></div></div>`;
    const [heading, words] = made.firstElementChild.children;
    heading.id = `time-limit-heading-${document.querySelectorAll("dialog").length}`;
    words.id = heading.id.replace("heading", "words");
    made.setAttribute("aria-labelledby", heading.id);
    made.setAttribute("aria-describedby", words.id);
    const [more, back] = made.querySelectorAll("button");
    more.onclick = press;
    back.onclick = () => made.close();
    // A dialog keeps the focus, and gives it back where it was.
    return document.body.appendChild(made);
  }

  async function press() {
    if (limit.press) return document.getElementById(limit.press).requestSubmit();
    if (secondsLeft() <= 0 && limit.next) return location.assign(limit.next);
    dialog.close();
    if (await more()) {
      until = Date.now() + limit.again * 1000;
      const time = new Date(until).toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", hour12: true, timeZone: "Europe/London" });
      for (const one of document.querySelectorAll("[data-time-limit-until]")) one.textContent = time.replace(/\s/g, "");
      status.textContent = limit.done.replace("{until}", time);
      look();
    } else if (secondsLeft() <= 0) {
      over();
    } else {
      status.textContent = limit.failed;
    }
  }

  async function more() {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
    const sends = limit.send === undefined ? {} : { method: "POST", body: new URLSearchParams(limit.send), headers: { "X-CSRFToken": token } };
    try {
      const answer = await fetch(limit.stay, { ...sends, redirect: "manual" });
      return limit.leads === undefined ? answer.ok : answer.type === "opaqueredirect";
    } catch {
      return false;
    }
  }

  function over() {
    show(limit.overHeading, limit.overWords, limit.overButton);
  }

  function look() {
    clearTimeout(timer);
    const left = secondsLeft();
    if (left <= 0) return over();
    if (left > WARN_SECONDS) return again(left - WARN_SECONDS);
    warn(left);
    again(left > WARNED_AGAIN_SECONDS ? left - WARNED_AGAIN_SECONDS : left);
  }

  // At two minutes and at one: often enough, and not each second.
  function warn(left) {
    const minutes = Math.max(1, Math.round(left / 60));
    show(limit.heading, limit.words.replace("{left}", `${minutes} ${minutes === 1 ? "minute" : "minutes"}`), limit.button);
  }

  function again(seconds) {
    timer = setTimeout(look, Math.max(1, seconds) * 1000);
  }

  // A phone that slept counts on when it wakes.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && !dialog?.open) look();
  });
  look();
}
