import { toast } from '../toast.js';
import { behind } from './files.js';
import { choose } from './ways.js';

const NAMED = 3;

const list = document.querySelector('#uploads .unfinished');
const template = document.getElementById('upload-unfinished');
const number = count => count.toLocaleString('en');

/** Shows what did not arrive in earlier visits, with the way to go on. */
export function showUnfinished(ledger, add, changed) {
  const batches = ledger.unfinished.filter(({ open }) => open.size);
  list.hidden = !batches.length;
  list.replaceChildren(...batches.map(batch => item(batch, ledger, add, changed)));
}

function item(batch, ledger, add, changed) {
  const { open, arrived, at, handles } = batch;
  const element = template.content.firstElementChild.cloneNode(true);
  const files = [...open.values()];
  const many = files.length === 1 ? '1 file' : `${number(files.length)} files`;
  const others = arrived.size ? `; ${number(arrived.size)} did` : '';
  element.querySelector('.words').textContent =
    `${many} of ${day(at)} did not arrive${others}. ${handles.length ? '' : 'Choose the same again to go on: only what is missing is sent.'}`;
  element.querySelector('.names').textContent = names(files);
  const button = element.querySelector('.continue');
  button.textContent = handles.length ? 'Continue' : batch.folder ? 'Choose the folder again' : 'Choose them again';
  button.addEventListener('click', () => (handles.length ? goOn(batch, add) : choose(batch.folder, add)));
  element.querySelector('.forget').addEventListener('click', () => {
    ledger.forget(batch);
    changed();
  });
  return element;
}

async function goOn({ handles, folder }, add) {
  try {
    for (const handle of handles) {
      if ((await handle.queryPermission({ mode: 'read' })) !== 'granted') await handle.requestPermission({ mode: 'read' });
    }
    add(await behind(handles), { handles, folder });
  } catch {
    toast('The files cannot be read any more. Choose them again, and only what is missing is sent.');
    choose(folder, add);
  }
}

function names(files) {
  const named = files.slice(0, NAMED).map(({ name }) => name).join(', ');
  return files.length > NAMED ? `${named} and ${number(files.length - NAMED)} more` : named;
}

function day(at) {
  const date = new Date(at);
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (date.toDateString() === new Date().toDateString()) return `today, ${time},`;
  return `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long' })}, ${time},`;
}
