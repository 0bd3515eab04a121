() => {
  const found = [];
  const wide = document.documentElement.scrollWidth, screen = innerWidth;
  if (wide > screen) {
    const most = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > screen + 1 && one.checkVisibility())
      .filter(one => { for (let up = one.parentElement; up; up = up.parentElement) if (getComputedStyle(up).overflowX !== 'visible') return false; return true; });
    const deepest = most.filter(one => !most.some(other => other !== one && one.contains(other)))[0];
    found.push(`the page is ${wide} pixels wide on a screen of ${screen}: ${(deepest ?? most[0] ?? document.body).outerHTML.slice(0, 140)}`);
  }
  const hidden = css => css.clip !== 'auto' || css.clipPath !== 'none' || (css.position === 'absolute' && parseFloat(css.width) <= 1);
  const scrolls = overflow => ['auto', 'scroll'].includes(overflow);
  const within = (box, edge, css) => {
    const [left, right] = scrolls(css.overflowX) ? [Math.max(box.left, edge.left), Math.min(box.right, edge.right)] : [box.left, box.right];
    const [top, bottom] = scrolls(css.overflowY) ? [Math.max(box.top, edge.top), Math.min(box.bottom, edge.bottom)] : [box.top, box.bottom];
    return {left, right, top, bottom, height: Math.max(0, bottom - top), width: Math.max(0, right - left)};
  };
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; node = walker.nextNode();) {
    const one = node.parentElement;
    if (!node.textContent.trim() || !one.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    if (['SCRIPT', 'STYLE', 'NOSCRIPT', 'OPTION', 'TEXTAREA', 'SELECT'].includes(one.tagName)) continue;
    let skip = false;
    for (let up = one; up && !skip; up = up.parentElement) skip = hidden(getComputedStyle(up)) || up.matches('svg, .govuk-skip-link:not(:focus)');
    if (skip) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    let boxes = [...range.getClientRects()];
    // What is scrolled out of sight inside a part of the page lies over nothing.
    for (let up = one; up && up !== document.body; up = up.parentElement) {
      const css = getComputedStyle(up), edge = up.getBoundingClientRect();
      boxes = boxes.map(box => within(box, edge, css));
    }
    boxes = boxes.filter(box => box.width > 1 && box.height > 1);
    if (!boxes.length) continue;
    for (let up = one; up && up !== document.body; up = up.parentElement) {
      const css = getComputedStyle(up), edge = up.getBoundingClientRect();
      const clipsX = ['hidden', 'clip'].includes(css.overflowX), clipsY = ['hidden', 'clip'].includes(css.overflowY);
      if (boxes.some(box => (clipsX && (box.right > edge.right + 2 || box.left < edge.left - 2)) || (clipsY && (box.bottom > edge.bottom + 4 || box.top < edge.top - 4)))) {
        found.push(`cut off: ${node.textContent.trim().slice(0, 60)}`);
        break;
      }
      if (scrolls(css.overflowX) || scrolls(css.overflowY)) break;
    }
    texts.push({one, boxes, words: node.textContent.trim()});
  }
  // Sorted, so that each is compared only with what begins before it ends.
  const lines = texts.flatMap(({one, boxes, words}) => boxes.map(box => ({one, words, top: box.top + box.height * .25, bottom: box.bottom - box.height * .25, left: box.left + 1, right: box.right - 1})))
    .sort((a, b) => a.top - b.top);
  for (let i = 0; i < lines.length; i++)
    for (let j = i + 1; j < lines.length && lines[j].top < lines[i].bottom; j++)
      if (lines[i].one !== lines[j].one && lines[i].left < lines[j].right && lines[j].left < lines[i].right)
        found.push(`one over the other: ${lines[i].words.slice(0, 40)} / ${lines[j].words.slice(0, 40)}`);
  return [...new Set(found)].slice(0, 10);
}
