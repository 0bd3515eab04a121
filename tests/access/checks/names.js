() => [...document.querySelectorAll('input[type=radio], input[type=checkbox]')]
  .filter(one => one.checkVisibility({visibilityProperty: true}))
  .filter((one, _, all) => one.name && all.filter(other => other.name === one.name && other.form === one.form).length > 1)
  .filter(one => {
    const group = one.closest('fieldset, [role=group], [role=radiogroup]');
    const named = group && (group.querySelector('legend')?.textContent.trim() || group.ariaLabel || group.getAttribute('aria-labelledby'));
    return !named && !one.closest('table');
  })
  .map(one => one.name)
