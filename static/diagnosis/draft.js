// Rows can be added and moved without this, by empty rows and by numbers. It does both at once.
class Rows {
  constructor(section) {
    this.section = section;
    this.list = section.querySelector(".draft-row-list");
    this.template = section.querySelector("template");
    this.total = section.querySelector("input[name$='-TOTAL_FORMS']");
    this.said = section.querySelector("[data-draft=said]");
    this.name = section.dataset.rowName;
    this.removeEmpty();
    this.sort();
    this.rows.forEach((row) => this.start(row));
    this.number();
    const add = section.querySelector(".draft-add");
    if (add) {
      add.hidden = false;
      add.querySelector("button").addEventListener("click", () => this.add());
    }
    const without = section.querySelector(".draft-without-script");
    if (without) without.hidden = true;
  }

  get rows() {
    return [...this.list.children];
  }

  // The empty rows at the end are for those who have no script, or to begin with.
  removeEmpty() {
    if (!this.template || this.rows.every((row) => "new" in row.dataset)) return;
    for (const row of this.rows.reverse()) {
      const filled = [...row.querySelectorAll("input[type=text], select")].some((input) => input.value);
      if (!("new" in row.dataset) || filled || row.querySelector(".errorlist")) break;
      row.remove();
      this.total.value = this.rows.length;
    }
  }

  // A form that comes back with a mistake has its rows in the order of their names, and their places as numbers.
  sort() {
    const places = new Map(this.rows.map((row) => [row, this.placeOf(row)]));
    const sorted = this.rows.sort((one, other) => places.get(one) - places.get(other));
    this.list.append(...sorted);
  }

  placeOf(row) {
    const place = row.querySelector(".draft-place input")?.value;
    return place ? Number(place) : Number.MAX_SAFE_INTEGER;
  }

  start(row) {
    const place = row.querySelector(".draft-place input");
    place?.addEventListener("change", () => this.moveTo(row, Number(place.value)));
    const moves = row.querySelector(".draft-moves");
    if (moves) {
      moves.hidden = false;
      row.querySelector("[data-draft=up]").addEventListener("click", (event) => this.move(row, -1, event.currentTarget));
      row.querySelector("[data-draft=down]").addEventListener("click", (event) => this.move(row, 1, event.currentTarget));
    }
  }

  add() {
    const index = Number(this.total.value);
    const row = this.template.content.firstElementChild.cloneNode(true);
    for (const element of [row, ...row.querySelectorAll("*")]) {
      for (const attribute of element.attributes) {
        attribute.value = attribute.value.replaceAll("__prefix__", index);
      }
    }
    this.list.append(row);
    this.total.value = index + 1;
    this.start(row);
    this.number();
    row.querySelector("input[type=text], select").focus();
    this.say(`${this.name} ${this.rows.length} added`);
  }

  move(row, by, button) {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (by < 0) other.before(row);
    else other.after(row);
    this.number();
    button.focus();
    this.sayPlace(row);
  }

  sayPlace(row) {
    this.say(`Now ${this.name.toLowerCase()} ${this.rows.indexOf(row) + 1} of ${this.rows.length}`);
  }

  moveTo(row, place) {
    if (!Number.isInteger(place)) return;
    const others = this.rows.filter((other) => other !== row);
    const next = others[Math.max(0, place - 1)];
    if (next) next.before(row);
    else this.list.append(row);
    this.number();
    row.querySelector(".draft-place input").focus();
    this.sayPlace(row);
  }

  number() {
    const last = this.rows.length - 1;
    this.rows.forEach((row, index) => {
      const place = row.querySelector(".draft-place input");
      // What was typed by mistake stays until it is put right.
      if (place && !place.matches("[aria-invalid]")) place.value = index + 1;
      const shown = row.querySelector("[data-draft=number]");
      if (shown) shown.textContent = index + 1;
      row.querySelector("[data-draft=up]")?.setAttribute("aria-disabled", index === 0);
      row.querySelector("[data-draft=down]")?.setAttribute("aria-disabled", index === last);
    });
  }

  say(words) {
    this.said.textContent = words;
  }
}

document.querySelectorAll("[data-rows]").forEach((section) => new Rows(section));
document.querySelector("[data-draft=focus]")?.focus();

// Pressing a button twice must not save twice.
for (const form of document.querySelectorAll("main form")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "true";
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);
}

// What a link leads to is open and has the focus, so that whoever follows it can go on from there.
function arrive() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  target.closest("details")?.setAttribute("open", "");
  target.focus();
}

window.addEventListener("hashchange", arrive);
if (!document.querySelector("[data-draft=focus]")) arrive();
