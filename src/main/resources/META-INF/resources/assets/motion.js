import { arrivals } from './arrivals.js';

// An animation plays at once, unless the person wants less motion, and stops on its first frame, which is the preview.
arrivals('[data-moving]', still => {
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) play(still);
});

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-play]');
  if (!button) return;
  const still = document.querySelector('[data-moving]');
  if (button.getAttribute('aria-pressed') === 'true') stop(still);
  else play(still);
});

document.addEventListener('htmx:beforeHistorySave', () => document.querySelectorAll('[data-moving]').forEach(stop));

function play(still) {
  const playing = new Image();
  playing.className = 'playing';
  playing.alt = '';
  playing.draggable = false;
  playing.src = still.dataset.moving;
  still.after(playing);
  show(true);
}

function stop(still) {
  still.parentElement.querySelector('.playing')?.remove();
  show(false);
}

function show(playing) {
  const button = document.querySelector('[data-play]');
  button.setAttribute('aria-pressed', playing);
}
