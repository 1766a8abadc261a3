// What looks again by itself rests while nobody looks at it.
document.addEventListener('htmx:beforeRequest', event => {
  if (document.hidden && event.detail.elt.matches('[hx-trigger^="every"]')) event.preventDefault();
});
