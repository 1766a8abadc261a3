import { carried, carriesFiles, handlesOf, behind } from './files.js';
import { toast } from '../toast.js';

const dropping = document.querySelector('[data-dropping]');
const within = (event, selector) => Boolean(event.target.closest?.(selector));

/**
 * The ways in: whatever is chosen, dropped or pasted anywhere, but not onto the search box, which takes its own. Calls
 * `add(files, { handles, folder })`, with the handles by which a browser can read the files again, if it has them.
 */
export function openWays(add) {
  document.addEventListener('click', ({ target }) => {
    const choice = target.closest('[data-choose]');
    if (!choice) return;
    document.getElementById('add').hidePopover();
    choose(choice.dataset.choose === 'folder', add);
  });

  for (const type of ['dragenter', 'dragover']) {
    addEventListener(type, event => {
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      dropping.hidden = within(event, '.search');
      document.querySelector('.search').classList.toggle('receiving', within(event, '.search'));
    });
  }

  addEventListener('dragleave', event => {
    if (!event.relatedTarget) endDrop();
  });

  addEventListener('drop', event => {
    if (!carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    endDrop();
    if (!within(event, '.search')) take(event.dataTransfer, add);
  });

  addEventListener('paste', event => {
    if (!carriesFiles(event.clipboardData) || within(event, '.search')) return;
    event.preventDefault();
    take(event.clipboardData, add);
  });
}

function endDrop() {
  dropping.hidden = true;
  document.querySelector('.search').classList.remove('receiving');
}

async function take(transfer, add) {
  const [files, handles] = [carried(transfer), handlesOf(transfer)];
  try {
    add(await files, { handles: await handles, folder: false });
  } catch {
    toast('The folder could not be read. Was it moved?');
  }
}

/** Has the person choose, by handles where the browser has them: these outlive a reload. A phone's own chooser is better. */
export async function choose(folder, add) {
  const pick = folder ? globalThis.showDirectoryPicker : globalThis.showOpenFilePicker;
  if (!pick || matchMedia('(pointer: coarse)').matches) return chooseByInput(folder, add);
  try {
    const handles = [await pick.call(globalThis, folder ? {} : { multiple: true, types: PICTURES })].flat();
    add(await behind(handles), { handles, folder });
  } catch (error) {
    if (error.name !== 'AbortError') chooseByInput(folder, add);
  }
}

const PICTURES = [{
  description: 'Pictures',
  accept: {
    'image/*': ['.jpg', '.jpeg', '.png', '.gif', '.webp', '.bmp', '.tif', '.tiff', '.heic', '.heif', '.avif', '.jxl'],
    'image/x-dcraw': ['.dng', '.cr2', '.cr3', '.nef', '.arw', '.raf'],
  },
}];

function chooseByInput(folder, add) {
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', multiple: true, accept: folder ? '' : 'image/*', webkitdirectory: folder });
  input.addEventListener('change', () => add([...input.files], { handles: [], folder }));
  input.click();
}
