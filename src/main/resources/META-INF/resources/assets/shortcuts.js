// A control says its own key in `aria-keyshortcuts`; pressing the key is a click on it, or puts the cursor into it.
document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event)) return;
  const control = [...document.querySelectorAll('[aria-keyshortcuts]')].find(it =>
    it.getAttribute('aria-keyshortcuts').split(' ').includes(event.key) && it.checkVisibility());
  if (!control) return;
  event.preventDefault();
  if (control.matches('input')) control.select();
  else control.click();
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && event.target.matches?.('.search input')) event.target.blur();
});

document.addEventListener('click', ({ target }) => {
  const control = target.closest('[data-focus]');
  if (control) document.querySelector(control.dataset.focus).focus();
  const dialog = target.closest('[data-dialog]');
  if (dialog) document.getElementById(dialog.dataset.dialog).showModal();
});

function isTyping({ target }) {
  return Boolean(target.closest?.('input:not([type="checkbox"]), textarea, select, dialog[open], [contenteditable]'));
}
