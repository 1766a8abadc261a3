const SECONDS = 8;

/** Says something at the bottom of the page for a while; `action` is `{ words, act }`, for what can be undone. */
export function toast(words, action) {
  const box = document.createElement('div');
  box.className = 'toast';
  const text = document.createElement('span');
  text.textContent = words;
  box.append(text);
  if (action) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = action.words;
    button.addEventListener('click', () => {
      box.remove();
      action.act();
    });
    box.append(button);
  }
  document.getElementById('toasts').replaceChildren(box);
  leaveWhenUnattended(box);
}

// Time stands still while someone points at the toast or has the focus in it.
function leaveWhenUnattended(box) {
  const timer = setInterval(() => {
    if (box.matches(':hover, :focus-within')) return;
    clearInterval(timer);
    box.remove();
  }, SECONDS * 1000);
}
