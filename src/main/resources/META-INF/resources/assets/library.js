// New pictures come into the library as they are understood, but never under the eyes of someone who has scrolled away.
const NEAR_TOP = 240;

document.addEventListener('htmx:beforeRequest', event => {
  if (event.detail.elt.matches('[data-fresh]') && scrollY > NEAR_TOP) event.preventDefault();
});
