() => {
  const found = [];
  const summary = document.querySelector('.govuk-error-summary, .errornote, .draft-summary, .diary-summary, .publishing-summary, .try-summary, .people-summary, .table-faults');
  // Said at the top of the page, by a message that is announced.
  const said = document.querySelector('.messagelist .error, [role=alert]');
  const messages = [...document.querySelectorAll('.govuk-error-message, .errorlist:not(.nonfield) li, .diary-error, .publishing-error, .people-error')]
    // GOV.UK Frontend counts letters there while somebody types, and says the count by itself.
    .filter(one => !one.matches('.govuk-character-count__message'));
  if (!summary && !messages.length) return !said && document.title.startsWith('Error: ') ? ['the title names an error that is not there'] : [];
  if (!document.title.startsWith('Error: ')) found.push('there are errors, and the title does not begin with Error:');
  if (!summary) found.push('errors beside their fields, and no summary of them');
  else if (document.activeElement !== summary) found.push('the summary of errors has not the focus');
  for (const message of messages) {
    const words = message.textContent.trim().slice(0, 60);
    const holder = message.closest('[id]');
    const tied = holder && document.querySelector(`[aria-describedby~="${CSS.escape(holder.id)}"]`);
    if (!tied && !message.closest('.govuk-error-summary')) found.push(`an error that is tied to no field: ${words}`);
  }
  // Django's own words name no field. In the admin, the summary says it before them.
  const general = /^(This field is required|Select a valid choice|Enter a valid|Enter a whole number\.|Ensure (this|that|the))/;
  for (const line of summary?.querySelectorAll('li') ?? [])
    if (general.test(line.textContent.trim())) found.push(`an error that does not say what it is about: ${line.textContent.trim()}`);
  for (const field of document.querySelectorAll('.govuk-error-summary a[href^="#"]'))
    if (!document.getElementById(decodeURIComponent(field.hash.slice(1)))) found.push(`the summary leads nowhere: ${field.textContent}`);
  return found;
}
