import { call } from './api.js';
import { toast } from './toast.js';

const DIGITS = 5; // a metre

/** Where a picture was taken is fetched when somebody asks for it, and only shown: no other site is asked for a map. */
document.addEventListener('click', async event => {
  const link = event.target.closest('[data-place]');
  if (!link) return;
  event.preventDefault();
  try {
    const place = await call('GET', link.getAttribute('href'));
    link.removeAttribute('data-place');
    link.href = `geo:${place.latitude},${place.longitude}`;
    link.textContent = words(place);
  } catch (refusal) {
    toast(refusal.message);
  }
});

function words({ latitude, longitude, altitude }) {
  const degrees = [latitude, longitude].map(it => it.toFixed(DIGITS)).join(', ');
  return altitude === undefined ? degrees : `${degrees}, ${Math.round(altitude)} m`;
}
