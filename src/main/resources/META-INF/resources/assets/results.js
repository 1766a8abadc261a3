import { arrivals } from './arrivals.js';

// Looking at results in another way swaps them alone; what is on both pages stays as it is.

const isSearch = path => new URL(path, location.href).pathname === '/search';

// An address says what was chosen, in the order that links have, and not what was left empty or as it always is.
document.addEventListener('htmx:configRequest', ({ detail: { verb, path, formData } }) => {
  if (verb !== 'get' || path !== '/search') return;
  for (const [name, value] of [...formData]) if (!value.trim()) formData.delete(name);
  for (const [name, usual] of [['balance', '50'], ['against', 'image'], ['sort', 'relevance']]) {
    const value = formData.get(name);
    formData.delete(name);
    if (value && value !== usual) formData.append(name, value);
  }
});

// What comes instead of results is a page of its own.
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  if (detail.requestConfig.elt.id !== 'search' || isSearch(detail.xhr.responseURL)) return;
  detail.target = document.getElementById('page');
  detail.selectOverride = '#page';
});

// The words that these results are of are the box's own, see navigation.js.
document.addEventListener('htmx:afterSwap', ({ detail }) => {
  if (detail.requestConfig?.elt.id === 'search') document.getElementById('q').defaultValue = detail.requestConfig.formData.get('q') ?? '';
});

// A picture that is shown already is not decoded again, so it does not blink.
let shown = new Map();
document.addEventListener('htmx:beforeSwap', () => {
  shown = new Map([...document.querySelectorAll('.results img')].filter(it => it.complete).map(it => [it.src, it]));
});
document.addEventListener('htmx:afterSwap', () => {
  for (const image of document.querySelectorAll('.results img')) {
    const known = shown.get(image.src);
    if (known && !known.isConnected) image.replaceWith(known);
  }
  shown = new Map();
});

arrivals('[data-balance], [data-leaning]', say);
document.addEventListener('input', ({ target }) => {
  if (target.matches('[data-balance], [data-leaning]')) say(target);
});

function say(balance) {
  const words = balance.matches('[data-leaning]') ? `${balance.value} %` : `${100 - balance.value} % words, ${balance.value} % picture`;
  balance.setAttribute('aria-valuetext', words);
  balance.parentElement.querySelector('[data-balance-words]').value = `${balance.value} %`;
}
