// What pages do beyond HTML. Each part looks for its own elements and leaves the page alone without them.
(() => {
  'use strict';
  const live = document.getElementById('live');
  const say = (text) => { live.textContent = ''; requestAnimationFrame(() => { live.textContent = text; }); };

  // Copy buttons appear with JavaScript only. What they copy may stay hidden.
  for (const button of document.querySelectorAll('[data-copy]')) {
    const label = button.textContent;
    button.hidden = false;
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
})();
