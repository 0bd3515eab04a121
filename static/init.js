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
