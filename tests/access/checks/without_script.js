() => {
  const found = [], seen = one => one.checkVisibility({visibilityProperty: true});
  const choices = form => [...(form?.elements ?? [])].filter(one => one.matches('[type=radio], [type=checkbox]'));
  // A style sheet can show a field for a choice, as a script would.
  const shownByChoice = one => {
    const all = choices(one.form), before = all.map(choice => choice.checked);
    const shown = all.some(choice => (choice.checked = true) && seen(one));
    all.forEach((choice, i) => { choice.checked = before[i]; });
    return shown;
  };
  for (const form of document.forms)
    if (![...form.elements].some(one => one.matches('button:not([type=button], [type=reset]), input[type=submit], input[type=image]') && seen(one))
        && [...form.elements].some(seen))
      found.push(`a form without a button: ${form.outerHTML.slice(0, 120)}`);
  for (const one of document.querySelectorAll('button[type=button], a[href="#"], a[href^="javascript:"], a:not([href])[onclick]'))
    if (seen(one)) found.push(`waits for a script: ${one.outerHTML.slice(0, 120)}`);
  for (const one of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
    if (!seen(one) && !one.disabled && !one.closest('details:not([open]), template, [hidden]') && !one.name.includes('__prefix__') && !shownByChoice(one)) found.push(`hidden without a script: ${one.outerHTML.slice(0, 120)}`);
  if (!document.querySelector('main, [role=main]')?.innerText.trim()) found.push('there is nothing to read without a script');
  return found;
}
