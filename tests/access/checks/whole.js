() => {
  // A postcode, the reference of a repair, a phone number, and the hours of a visit.
  const kept = /\b[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b|\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{4}\b|\b0\d{3,4} \d{3} ?\d{3,4}\b/g;
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; node = walker.nextNode();) {
    const one = node.parentElement;
    if (['SCRIPT', 'STYLE', 'NOSCRIPT', 'OPTION', 'TEXTAREA'].includes(one.tagName) || one.closest('[data-typed]') || !one.checkVisibility({visibilityProperty: true})) continue;
    if (one.closest('.govuk-visually-hidden, .visually-hidden')) continue;
    for (const match of node.textContent.matchAll(kept)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const tops = [...range.getClientRects()].filter(box => box.width > 1).map(box => Math.round(box.top));
      if (tops.length && Math.max(...tops) - Math.min(...tops) > 4) found.push(`${match[0].replace(/\w/g, '0')} in ${one.tagName.toLowerCase()}.${one.className}`);
    }
  }
  return [...new Set(found)];
}
