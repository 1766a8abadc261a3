import { toast } from './toast.js';

/** Goes to a page of ours as a link would. */
export function visit(address) {
  const link = document.createElement('a');
  link.href = address;
  link.hidden = true;
  document.body.append(link);
  htmx.process(link);
  // htmx asks it, when the answer is there, what to do with it.
  link.addEventListener('htmx:afterRequest', () => link.remove());
  link.click();
}

const root = document.documentElement;
const tilePicture = path => document.querySelector(`.tile > a[href^="${CSS.escape(path)}"] img`);

hideBarWhileReadingOn();

// A page is kept without the styles that scripts gave it, which the content security policy would refuse on its return.
document.addEventListener('htmx:beforeHistorySave', ({ detail }) =>
  detail.historyElt.querySelectorAll('[style]').forEach(element => element.removeAttribute('style')));

// What is being typed survives the arrival of a page that was asked for before.
let typed = null;
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  const box = document.activeElement;
  typed = detail.target.id === 'page' && box.id === 'q' && box.value !== box.defaultValue ? box.value : null;
});
document.addEventListener('htmx:afterSwap', () => {
  if (typed !== null) document.getElementById('q').value = typed;
  typed = null;
});

// A new page is announced and read from its start, unless the person is in the search box.
document.addEventListener('htmx:afterSwap', ({ detail }) => {
  if (detail.target?.id !== 'page') return;
  root.classList.remove('scrolled-on');
  if (!document.activeElement?.closest('.search')) document.getElementById('content').focus({ preventScroll: true });
});

// What fails on the way to a page is a page of its own; what fails for a part of one is said, and the part stays.
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  if (detail.xhr.status < 400 || detail.boosted) return;
  detail.shouldSwap = false;
  const said = new DOMParser().parseFromString(detail.xhr.responseText, 'text/html').querySelector('p');
  toast(said?.textContent ?? `The request failed (${detail.xhr.status}).`);
});

document.addEventListener('htmx:sendError', () => toast('Sightline does not answer. Is it still running?'));

// A picture opens from its place in the grid, and goes back to it.
document.addEventListener('htmx:beforeTransition', ({ target }) => name(target.closest?.('.tile')?.querySelector('img')));

// htmx does not look at how a transition ends; one that is overtaken by the next is no error.
addEventListener('unhandledrejection', event => {
  if (event.reason?.name === 'AbortError') event.preventDefault();
});

let opened = false;
const canGoBack = () => window.navigation?.canGoBack ?? opened;
document.addEventListener('htmx:pushedIntoHistory', ({ detail }) => (opened = detail.path.startsWith('/images/')));

document.addEventListener('click', event => {
  const link = event.target.closest('a[data-back]');
  if (!link || !canGoBack() || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  goBack();
}, { capture: true });

function goBack() {
  const path = location.pathname;
  const restored = () => new Promise(resolve => {
    document.addEventListener('htmx:historyRestore', () => {
      const picture = tilePicture(path);
      name(picture);
      picture?.closest('a').focus({ preventScroll: true });
      resolve();
    }, { once: true });
    history.back();
  });
  if (document.startViewTransition) document.startViewTransition(restored).finished.finally(() => unname());
  else restored();
}

function name(picture) {
  unname();
  if (picture) picture.style.viewTransitionName = 'picture';
}

function unname() {
  document.querySelectorAll('.tile img[style]').forEach(image => image.removeAttribute('style'));
}

function hideBarWhileReadingOn() {
  let last = scrollY;
  addEventListener('scroll', () => {
    const moved = scrollY - last;
    if (Math.abs(moved) < 12) return;
    root.classList.toggle('scrolled-on', moved > 0 && scrollY > 160);
    last = scrollY;
  }, { passive: true });
}
