// Hashes one file after the other, so that only one of them is in memory.
let turn = Promise.resolve();

addEventListener('message', ({ data: { id, file } }) => {
  turn = turn.then(async () => postMessage({ id, hash: await sha256(file).catch(() => undefined) }));
});

async function sha256(file) {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
