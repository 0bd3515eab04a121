() => {
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]')]
    .filter(one => !one.disabled && one.checkVisibility({opacityProperty: false, visibilityProperty: true}))
    .map(one => ({one, boxes: [one, ...(['radio', 'checkbox', 'file'].includes(one.type) ? one.labels : [])]
      .flatMap(part => [...part.getClientRects()]).filter(box => box.width && box.height)}))
    .filter(({boxes}) => boxes.length);
  const large = box => box.width >= 23.5 && box.height >= 23.5;
  const inSentence = one => {
    const block = one.closest('p, li, dd, td, th, label, legend, caption, span, div, h1, h2, h3');
    return one.tagName === 'A' && block && [...block.childNodes].some(node => node.nodeType === 3 && node.textContent.trim().length > 1);
  };
  const centre = box => [box.x + box.width / 2, box.y + box.height / 2];
  // A circle of 24 pixels around the middle must meet no other target.
  const meets = ([x, y], box) => Math.hypot(x - Math.max(box.left, Math.min(x, box.right)), y - Math.max(box.top, Math.min(y, box.bottom))) < 11.5;
  const near = ([x, y], other) => large(other) ? meets([x, y], other) : Math.hypot(x - centre(other)[0], y - centre(other)[1]) < 23.5 || meets([x, y], other);
  return all
    .filter(({one, boxes}) => !boxes.some(large) && !inSentence(one) && !one.closest('.govuk-skip-link, .skip-to-content-link'))
    .filter(({one, boxes}) => boxes.some(box => all.some(other => other.one !== one && !other.one.contains(one) && !one.contains(other.one)
      && other.boxes.some(its => near(centre(box), its)))))
    .map(({one, boxes}) => `${Math.round(boxes[0].width)} by ${Math.round(boxes[0].height)} and too near to another: ${one.outerHTML.slice(0, 140)}`);
}
