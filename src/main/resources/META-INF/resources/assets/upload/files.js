const PICTURE_NAME = /\.(jpe?g|png|gif|webp|bmp|tiff?|heic|heif|avif|jxl|dng|cr2|cr3|nef|arw|raf)$/i;

const isPicture = file => file.type.startsWith('image/') || PICTURE_NAME.test(file.name);
const isHidden = file => file.name.startsWith('.');

/** Splits what was chosen into pictures and the number of other files; hidden files do not count. */
export function sorted(files) {
  const seen = [...files].filter(file => !isHidden(file));
  const pictures = seen.filter(isPicture);
  return { pictures, others: seen.length - pictures.length };
}

/** All files of a drop or a paste, those inside dropped folders too. */
export async function carried(transfer) {
  // The list is emptied as soon as the event is over, so it is read before anything is awaited.
  const items = [...transfer.items].filter(item => item.kind === 'file')
    .map(item => ({ file: item.getAsFile(), entry: item.webkitGetAsEntry?.() }));
  const lists = await Promise.all(items.map(({ file, entry }) => (entry?.isDirectory ? inFolder(entry) : file ? [file] : [])));
  return lists.flat();
}

export const carriesFiles = transfer => Boolean(transfer?.types.includes('Files'));

async function inFolder(folder) {
  const reader = folder.createReader();
  const files = [];
  for (;;) {
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!entries.length) return files;
    for (const entry of entries) files.push(...await (entry.isDirectory ? inFolder(entry) : fileOf(entry)));
  }
}

const fileOf = entry => new Promise((resolve, reject) => entry.file(file => resolve([file]), reject));
