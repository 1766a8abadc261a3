let begun = false;

document.addEventListener('htmx:load', () => (begun = true), { capture: true, once: true });

/** Acts on every element that matches, those that are there and those that later swaps bring. */
export function arrivals(selector, act) {
  document.addEventListener('htmx:load', ({ target }) => {
    if (target.matches(selector)) act(target);
    target.querySelectorAll(selector).forEach(act);
  });
  // Before the first event it will bring these too.
  if (begun) document.querySelectorAll(selector).forEach(act);
}
