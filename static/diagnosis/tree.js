// The picture and its outline are there without this. It adds sizes, a search, and ways that stand out.
const frame = document.querySelector(".tree-frame");
if (frame) {
  const picture = frame.querySelector("svg");
  const tools = document.querySelector(".tree-tools");
  const search = tools.querySelector("input");
  const said = tools.querySelector(".tree-found");
  const boxes = [...picture.querySelectorAll(".tree-box")];
  const ways = [...picture.querySelectorAll(".tree-way")];
  const words = new Map(boxes.map((box) => [box, wordsOf(box)]));
  const { width, height } = picture.viewBox.baseVal;
  let scale = 1;
  let matches = [];
  let here = -1;

  function wordsOf(box) {
    return Array.from(box.querySelectorAll("title, text"), (line) => line.textContent).join(" ").toLowerCase();
  }

  function resize(wanted) {
    const before = scale;
    scale = Math.min(4, Math.max(0.1, wanted));
    const middle = [frame.scrollLeft + frame.clientWidth / 2, frame.scrollTop + frame.clientHeight / 2];
    picture.setAttribute("width", width * scale);
    picture.setAttribute("height", height * scale);
    frame.scrollLeft = (middle[0] * scale) / before - frame.clientWidth / 2;
    frame.scrollTop = (middle[1] * scale) / before - frame.clientHeight / 2;
  }

  const sizes = {
    smaller: () => resize(scale / 1.25),
    larger: () => resize(scale * 1.25),
    whole: () => resize(frame.clientWidth / width),
    full: () => resize(1),
  };

  function find() {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    matches = wanted.length ? boxes.filter((box) => wanted.every((word) => words.get(box).includes(word))) : [];
    here = -1;
    for (const box of boxes) {
      box.classList.toggle("tree-match", matches.includes(box));
      box.classList.remove("tree-here");
    }
    said.textContent = wanted.length ? `${matches.length} found` : "";
  }

  function goToNext() {
    if (!matches.length) return;
    matches[here]?.classList.remove("tree-here");
    here = (here + 1) % matches.length;
    matches[here].classList.add("tree-here");
    matches[here].scrollIntoView({ block: "center", inline: "center" });
    said.textContent = `${here + 1} of ${matches.length}`;
  }

  function light(box, on) {
    const { key } = box.dataset;
    for (const way of ways) {
      if (way.dataset.from === key || way.dataset.to === key) way.classList.toggle("tree-lit", on);
    }
  }

  for (const box of boxes) {
    box.addEventListener("mouseenter", () => light(box, true));
    box.addEventListener("mouseleave", () => light(box, false));
  }
  for (const [name, size] of Object.entries(sizes)) {
    tools.querySelector(`[data-tree=${name}]`).addEventListener("click", size);
  }
  tools.querySelector("[data-tree=next]").addEventListener("click", goToNext);
  search.addEventListener("input", find);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") goToNext();
  });
  const keys = { "+": sizes.larger, "=": sizes.larger, "-": sizes.smaller, 0: sizes.full };
  frame.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  tools.hidden = false;
}
