const region = document.createElement('p');
region.className = 'unseen';
region.setAttribute('role', 'status');
document.body.append(region);

let timer;

/** Tells those who listen to the page and do not see it; of several things in a row, the last. */
export function announce(words) {
  clearTimeout(timer);
  timer = setTimeout(() => (region.textContent = words), 300);
}
