// What pages do beyond HTML. Each part looks for its own elements and leaves the page alone without them.
(() => {
  'use strict';
  const live = document.getElementById('live');
  const say = (text) => { live.textContent = ''; requestAnimationFrame(() => { live.textContent = text; }); };

  // Copy buttons appear with JavaScript only. What they copy may stay hidden.
  for (const button of document.querySelectorAll('[data-copy]')) {
    const label = button.textContent;
    button.classList.add('on');
    button.addEventListener('click', async () => {
      const source = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.textContent);
        button.textContent = button.dataset.said;
        say(button.dataset.said);
        setTimeout(() => { button.textContent = label; }, 2500);
      } catch {
        const fold = source.closest('details');
        if (fold) { fold.open = true; }
        getSelection().selectAllChildren(source);
      }
    });
  }

  // The search field: hides the cards that do not match; "/" comes to it, Enter takes the first.
  const box = document.querySelector('[data-search]');
  if (box) {
    const field = box.querySelector('input');
    const cards = [...document.querySelectorAll('[data-card]')].map((card) => ({ card, text: card.dataset.card.toLowerCase() }));
    const accounts = [...document.querySelectorAll('[data-account]')];
    const nothing = document.getElementById('nothing');
    const shown = () => cards.filter(({ card }) => !card.hidden);
    box.querySelector('.scripted').classList.add('on');
    const filter = () => {
      const words = field.value.toLowerCase().split(/\s+/);
      for (const { card, text } of cards) { card.hidden = !words.every((word) => text.includes(word)); }
      for (const account of accounts) { account.hidden = !account.querySelector('[data-card]:not([hidden])'); }
      const count = shown().length;
      nothing.hidden = count > 0;
      say(count > 0 ? field.dataset.found.replace('#', count) : field.dataset.nothing);
    };
    field.addEventListener('input', filter);
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && shown().length > 0) {
        event.preventDefault();
        shown()[0].card.querySelector('.take').requestSubmit();
      }
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey
          && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
        event.preventDefault();
        field.focus();
      }
    });
  }

  // How long a session still works; what no longer works is taken off the page.
  const sheet = document.querySelector('[data-until]');
  if (sheet) {
    const until = Date.parse(sheet.dataset.until);
    const text = sheet.querySelector('[data-countdown]');
    const tell = () => {
      const minutes = Math.floor((until - Date.now()) / 60000);
      if (until <= Date.now()) {
        clearInterval(timer);
        text.textContent = sheet.dataset.over;
        sheet.querySelectorAll('[data-secrets], [data-once]').forEach((part) => part.remove());
        say(sheet.dataset.over);
        return;
      }
      const hours = Math.floor(minutes / 60);
      const length = (hours > 0 ? hours + ' ' + sheet.dataset.hourUnit + ' ' : '') + (minutes % 60) + ' ' + sheet.dataset.minuteUnit;
      text.textContent = minutes > 0 ? sheet.dataset.left.replace('#', length) : sheet.dataset.minute;
    };
    const timer = setInterval(tell, 5000);
    tell();
  }

  // Times of this computer's zone; the page itself has them in UTC.
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
  for (const time of document.querySelectorAll('time[datetime]')) {
    time.title = time.textContent;
    time.textContent = format.format(new Date(time.dateTime));
  }
})();
