const SUPPLEMENT = '.supplemental-metadata';
const LONGEST_NAME = 46; // Takeout cuts the names of its JSON files off here, before `(1)` and `.json`
const LARGEST = 256 * 1024;

export const maybeSidecar = name => /\.(xmp|json)$/i.test(name);

/**
 * Which of these names is that of the file beside a picture that says something about it: `photo.jpg.xmp`, `photo.xmp`,
 * or the JSON file of Google Takeout under any of the names that it gives it. The command line does the same.
 */
export function sidecarOf(picture, names) {
  const stem = picture.replace(/(?!^)\.[^.]*$/, '');
  const same = wanted => names.find(name => name.toLowerCase() === wanted.toLowerCase());
  return same(`${picture}.xmp`) ?? same(`${stem}.xmp`) ?? names.find(name => isTakeout(name, picture)) ?? ofOriginal(picture, names);
}

// Takeout describes only the original of an edited picture.
function ofOriginal(picture, names) {
  const edited = /^(.*)-edited((?:\(\d+\))?(?:\.[^.]+)?)$/i.exec(picture);
  return edited ? sidecarOf(edited[1] + edited[2], names) : undefined;
}

// `photo(1).jpg` is described by `photo.jpg(1).json`.
function isTakeout(name, picture) {
  const [, before, number = '', extension = ''] = /^(.*)(\(\d+\))(\.[^.]+)?$/.exec(picture) ?? [, picture];
  const original = before + extension;
  const end = `${number}.json`;
  if (!name.toLowerCase().endsWith(end)) return false;
  const body = name.slice(0, -end.length);
  if (original.length >= LONGEST_NAME) return body === original.slice(0, LONGEST_NAME);
  return body.startsWith(original) && SUPPLEMENT.startsWith(body.slice(original.length));
}

/** What is sent of a sidecar; undefined where there is none, or one that is larger than any that is taken. */
export async function offered(sidecar) {
  return sidecar && sidecar.size <= LARGEST ? { text: await sidecar.text() } : undefined;
}
