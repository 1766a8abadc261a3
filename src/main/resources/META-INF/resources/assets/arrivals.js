/** Acts on every element that matches, those of the first page and those that later swaps bring. */
export function arrivals(selector, act) {
  document.addEventListener('htmx:load', ({ target }) => {
    if (target.matches(selector)) act(target);
    target.querySelectorAll(selector).forEach(act);
  });
}
