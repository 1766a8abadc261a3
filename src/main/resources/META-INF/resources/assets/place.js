import { call } from './api.js';
import { toast } from './toast.js';

const METRE = 5; // digits of a degree

const rounded = degrees => Number(degrees.toFixed(METRE + 1));

/** Where a picture was taken is fetched when somebody asks for it, and only shown: no other site is asked for a map. */
document.addEventListener('click', async event => {
  const link = event.target.closest('[data-place]');
  if (!link) return;
  event.preventDefault();
  try {
    const place = await call('GET', link.getAttribute('href'));
    link.removeAttribute('data-place');
    link.href = `geo:${rounded(place.latitude)},${rounded(place.longitude)}`;
    link.textContent = words(place);
  } catch (refusal) {
    toast(refusal.message);
  }
});

function words({ latitude, longitude, altitude }) {
  const degrees = [latitude, longitude].map(it => it.toFixed(METRE)).join(', ');
  return altitude === undefined ? degrees : `${degrees}, ${Math.round(altitude)} m`;
}
