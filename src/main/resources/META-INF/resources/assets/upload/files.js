import { maybeSidecar, sidecarOf } from './sidecars.js';

const PICTURE_NAME = /\.(jpe?g|png|gif|webp|bmp|tiff?|heic|heif|avif|jxl|dng|cr2|cr3|nef|arw|raf)$/i;

const isPicture = file => file.type.startsWith('image/') || PICTURE_NAME.test(file.name);
const isHidden = file => file.name.startsWith('.');

// Of a file that was dropped within a folder; one that was chosen knows by itself.
const paths = new WeakMap();

const folder = file => (paths.get(file) ?? (file.webkitRelativePath || file.name)).replace(/[^/]*$/, '');

/**
 * Splits what was chosen into pictures, the files beside them that say something about them, by picture, and the number
 * of other files; hidden files do not count.
 */
export function sorted(files) {
  const seen = [...files].filter(file => !isHidden(file));
  const pictures = seen.filter(isPicture);
  const sidecars = beside(pictures, seen);
  return { pictures, sidecars, others: seen.length - pictures.length - new Set(sidecars.values()).size };
}

function beside(pictures, files) {
  const groups = Map.groupBy(files.filter(file => maybeSidecar(file.name)), group);
  const sidecars = new Map();
  for (const picture of pictures) {
    const near = groups.get(group(picture)) ?? [];
    const name = sidecarOf(picture.name, near.map(file => file.name));
    if (name) sidecars.set(picture, near.find(file => file.name === name));
  }
  return sidecars;
}

// What a picture and all sidecars that it may have begin with, so that thousands of them are not compared each with each.
const group = file => folder(file) + file.name.toLowerCase().split(/\.|\(|-edited/, 1)[0].slice(0, 40);

export const carriesFiles = transfer => Boolean(transfer?.types.includes('Files'));

/** All files of a drop or a paste, those inside dropped folders too. */
export async function carried(transfer) {
  // The list is emptied as soon as the event is over, so it is read before anything is awaited.
  const items = fileItems(transfer).map(item => ({ file: item.getAsFile(), entry: item.webkitGetAsEntry?.() }));
  const lists = await Promise.all(items.map(({ file, entry }) => (entry?.isDirectory ? inFolder(entry) : file ? [file] : [])));
  return lists.flat();
}

/** By what the files of a drop can be read again after a reload, in browsers that have such a thing. */
export async function handlesOf(transfer) {
  const handles = fileItems(transfer).map(item => item.getAsFileSystemHandle?.().catch(() => null));
  return (await Promise.all(handles)).filter(Boolean);
}

const fileItems = transfer => [...transfer.items].filter(item => item.kind === 'file');

async function inFolder(folder) {
  const reader = folder.createReader();
  const files = [];
  for (;;) {
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!entries.length) return files;
    for (const found of await Promise.all(entries.map(entry => (entry.isDirectory ? inFolder(entry) : fileOf(entry))))) files.push(...found);
  }
}

const fileOf = entry => new Promise((resolve, reject) => entry.file(file => {
  paths.set(file, entry.fullPath);
  resolve([file]);
}, reject));

/** All files that these handles lead to. */
export async function behind(handles) {
  const files = [];
  for (const handle of handles) await collect(handle, handle.name, files);
  return files;
}

async function collect(handle, path, files) {
  if (handle.kind === 'directory') {
    for await (const entry of handle.values()) await collect(entry, `${path}/${entry.name}`, files);
    return;
  }
  const file = await handle.getFile();
  paths.set(file, path);
  files.push(file);
}
