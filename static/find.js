// Suggests homes under the box while somebody types: an editable combobox with a list, as ARIA describes it.
// Without this file, and at any fault, the button finds the same on a page of its own.

const WAIT_MILLISECONDS = 200;
const FEWEST_LETTERS = 3;

for (const form of document.querySelectorAll("form[data-suggest]")) improve(form);

function improve(form) {
  const box = form.elements.words;
  const list = Object.assign(document.createElement("ul"), { id: `${box.id}-options`, className: "find__options", hidden: true });
  const status = Object.assign(document.createElement("div"), { className: "govuk-visually-hidden" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Homes");
  status.setAttribute("role", "status");
  box.after(list, status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) box.setAttribute(name, value);

  let homes = [];
  let at = -1;
  let asked;
  let timer;

  function show(found) {
    homes = found;
    list.replaceChildren(...homes.map((home, place) => {
      const option = Object.assign(document.createElement("li"), { id: `${list.id}-${place}`, textContent: home.text });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      return option;
    }));
    point(-1);
    list.hidden = homes.length === 0;
    box.setAttribute("aria-expanded", String(homes.length > 0));
  }

  function point(place) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = place;
    const option = list.children[at];
    if (!option) return box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  }

  function take(home) {
    close();
    if (!form.dataset.choose) return location.assign(home.url);
    form.action = form.dataset.choose;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "home", value: home.id }));
    form.submit();
  }

  function close() {
    clearTimeout(timer);
    asked?.abort();
    show([]);
    status.textContent = "";
  }

  async function ask() {
    const words = box.value.trim();
    asked?.abort();
    if (words.replace(/\s/g, "").length < FEWEST_LETTERS) return close();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const answer = await fetch(form.dataset.suggest, {
        method: "POST",
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: new URLSearchParams({ words }),
        redirect: "error",
        signal,
      });
      const found = answer.ok ? (await answer.json()).homes : [];
      if (signal.aborted) return;
      show(found);
      status.textContent = found.length ? `${found.length} ${found.length === 1 ? "home" : "homes"}. Up and down arrows choose one.` : "No home suggested. Press Enter to look for it.";
    } catch {
      if (!signal.aborted) close();
    }
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MILLISECONDS);
  });

  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place more than there are homes: there the box itself has its turn.
      point(((at + 1 + step + homes.length + 1) % (homes.length + 1)) - 1);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      take(homes[at]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (at >= 0 && ["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
      point(-1);
    }
  });

  // The box keeps the focus, so that leaving it closes the list and a press on a home does not leave it.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const place = [...list.children].indexOf(event.target.closest("li"));
    if (place >= 0) take(homes[place]);
  });
  box.addEventListener("blur", close);
  form.addEventListener("submit", close);
}
