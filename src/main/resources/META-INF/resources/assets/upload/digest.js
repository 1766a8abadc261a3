const LARGEST = 64 * 1024 * 1024;

/** SHA-256 as hex, with which the service knows a duplicate before it is sent; undefined where hashing is not worth it or not possible. */
export async function sha256(file) {
  if (!globalThis.crypto?.subtle || file.size > LARGEST) return undefined;
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
