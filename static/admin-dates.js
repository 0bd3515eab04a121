// The admin's links to its calendar and its clock are pictures without a name. This gives them words instead.

const NAMES = { "date-icon": "Choose a date", "clock-icon": "Choose a time" };

function name() {
  for (const [picture, words] of Object.entries(NAMES))
    for (const icon of document.querySelectorAll(`.${picture}:empty`)) {
      icon.textContent = words;
      icon.removeAttribute("title");
    }
}

// They come once the page has loaded, and again with each row that somebody adds.
new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
name();
