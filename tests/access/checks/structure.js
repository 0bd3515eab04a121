() => {
  const found = [];
  const say = (wrong, words) => wrong && found.push(words);
  say(!/^[a-z]{2}(-[a-z]{2})?$/i.test(document.documentElement.lang), 'the page does not say its language');
  say(!document.title.trim(), 'the page has no title');
  const one = (what, list) => say(list.length !== 1, `there are ${list.length} of ${what}, not 1`);
  one('h1', document.querySelectorAll('h1'));
  one('main', document.querySelectorAll('main, [role=main]'));
  for (const message of document.querySelectorAll('.messagelist, .govuk-notification-banner--success'))
    say(!message.closest('[role=status], [role=alert], [aria-live]') && !message.querySelector('[role=status], [role=alert]'),
        `a message that is not announced: ${message.textContent.trim().slice(0, 60)}`);
  return found;
}
