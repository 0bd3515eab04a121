() => {
  const found = [], before = document.activeElement;
  const parts = one => [[one, null], [one, '::before'], [one, '::after'], ...[...(one.labels ?? [])].flatMap(label => [[label, '::before'], [label, '::after']])];
  const style = ([one, part]) => getComputedStyle(one, part);
  const edged = css => ['Top', 'Bottom', 'Left', 'Right'].some(side => css[`border${side}Style`] !== 'none' && parseFloat(css[`border${side}Width`]) > 0)
    || (css.outlineStyle !== 'none' && parseFloat(css.outlineWidth) > 0);
  const shows = css => css.outlineStyle !== 'none' && parseFloat(css.outlineWidth) >= 1;
  const looks = one => parts(one).map(style).map(css => [css.borderTopWidth, css.borderBottomWidth, css.borderBottomStyle, css.borderTopColor, css.textDecorationLine, css.textDecorationThickness, css.backgroundColor, css.color].join()).join('|');
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(one => !one.disabled && one.checkVisibility({visibilityProperty: true}));
  for (const one of all) {
    const what = one.outerHTML.slice(0, 120);
    const field = one.matches('button, input:not([type=submit], [type=image]), select, textarea');
    const drawn = one.type === 'file' || ['checkbox', 'radio', 'file', 'submit', 'button', 'range', 'color'].includes(one.type) && getComputedStyle(one).appearance !== 'none';
    if (field && !drawn && !parts(one).some(part => edged(style(part)))) found.push(`no edge in forced colours: ${what}`);
    const plain = looks(one);
    one.focus({preventScroll: true, focusVisible: true});
    if (document.activeElement === one && !parts(one).some(part => shows(style(part))) && looks(one) === plain) found.push(`no focus in forced colours: ${what}`);
  }
  (before ?? document.body).focus?.({preventScroll: true});
  for (const one of document.querySelectorAll('body *')) {
    const css = getComputedStyle(one);
    if (css.backgroundImage !== 'none' && css.backgroundImage.includes('url(') && !one.textContent.trim() && !one.ariaLabel && one.checkVisibility() && one.closest('a, button') && !one.closest('[aria-hidden=true]'))
      found.push(`a picture of the background alone says what this is: ${one.outerHTML.slice(0, 120)}`);
  }
  return [...new Set(found)];
}
