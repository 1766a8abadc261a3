/** A refusal of the API, in words for a person; `code` is stable. `status` 0: no answer at all. */
export class Refusal extends Error {
  constructor(status, code, words) {
    super(words);
    this.status = status;
    this.code = code;
  }
}

/** Calls the JSON API; answers the decoded body, or null where there is none. */
export async function call(method, path, body) {
  return (await exchange(method, path, body)).body;
}

/**
 * Calls the JSON API and answers `{ body, tag }`, with the version of what was answered. With a `tag` the change is only
 * made to that version.
 */
export async function exchange(method, path, body, tag) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (tag !== undefined) headers['If-Match'] = tag;
  const response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }).catch(() => {
    throw new Refusal(0, 'no-answer', 'Sightline does not answer. Is it still running?');
  });
  const answer = response.headers.get('Content-Type')?.includes('json') ? await response.json() : null;
  if (!response.ok) {
    throw new Refusal(response.status, answer?.code ?? 'unknown', answer?.detail ?? answer?.title ?? `The request failed (${response.status}).`);
  }
  return { body: answer, tag: response.headers.get('ETag') };
}
