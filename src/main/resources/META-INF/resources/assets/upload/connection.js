const FIRST_MS = 1000;
const LONGEST_MS = 30_000;
const TRIES = 6; // of what answers, but cannot just now

const hasNoAnswer = refusal => refusal.status === 0;
const mayPass = refusal => hasNoAnswer(refusal) || refusal.status === 429 || refusal.status >= 500;

/**
 * Carries calls to one server over a connection that comes and goes. What gets no answer is tried again for as long as
 * that takes, with pauses that double and are spread, and at once when the browser is online again or another call
 * gets through. `lost` says in words what is wrong, or is null; `changed()` is called whenever it changes.
 */
export class Connection {
  lost = null;
  #changed;
  #pausing = new Set();

  constructor(changed) {
    this.#changed = changed;
    addEventListener('online', () => this.#wake());
  }

  /** What `act()` answers in the end; rejects with its refusal if that will not pass, or as soon as the signal says so. */
  async through(act, signal) {
    for (let pauses = 0, refused = 0; ; pauses++) {
      signal?.throwIfAborted();
      try {
        const answer = await act();
        this.#say(null);
        return answer;
      } catch (refusal) {
        signal?.throwIfAborted();
        this.#say(hasNoAnswer(refusal) ? words(refusal) : null);
        if (!mayPass(refusal) || (!hasNoAnswer(refusal) && ++refused === TRIES)) throw refusal;
        await this.#pause(Math.min(FIRST_MS * 2 ** pauses, LONGEST_MS) * (0.5 + Math.random()), signal);
      }
    }
  }

  #say(lost) {
    if (lost === this.lost) return;
    this.lost = lost;
    if (!lost) this.#wake();
    this.#changed();
  }

  #pause(ms, signal) {
    return new Promise(resolve => {
      const over = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', over);
        this.#pausing.delete(over);
        resolve();
      };
      const timer = setTimeout(over, ms);
      signal?.addEventListener('abort', over);
      this.#pausing.add(over);
    });
  }

  #wake() {
    for (const over of [...this.#pausing]) over();
  }
}

// A browser is offline without its network, yet may reach a server on its own machine: so that only chooses the words.
function words(refusal) {
  return navigator.onLine ? `${refusal.message.replace(/(?<=\.) .*/s, '')} Goes on by itself when it does.` : 'No connection. Goes on by itself when it is back.';
}
