// How is something done once although the line may break in the middle? It is sent with an
// Idempotency-Key, and as often as needed with the same one: the server does it at most once and
// always gives the same answer. Whoever shows it can say at each moment whether it was done.
import { reactive } from 'vue';
import { asProblem, Problem } from './problem';

export type OnceState =
  | 'idle'
  | 'sending'
  | 'unknown' // sent, and no answer yet: it may or may not be done
  | 'done'
  | 'refused'; // answered: it was not done

export interface Once<T> {
  state: OnceState;
  problem: Problem | null;
  answer: T | null;
  /** Sends it, or sends it again; resolves when the state is `done`, `refused` or `unknown`. */
  run: () => Promise<OnceState>;
  /** The next run is another order. */
  renew: () => void;
}

const tries = 4;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

export function useOnce<T>(send: (key: string) => Promise<T>, wait = pause): Once<T> {
  let key = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const once = reactive({
    state: 'idle' as OnceState,
    problem: null as Problem | null,
    answer: null as T | null,
    async run() {
      if (once.state === 'sending' || once.state === 'done') {
        return once.state;
      }
      once.state = 'sending';
      once.problem = null;
      for (let tried = 1; ; ++tried) {
        try {
          once.answer = (await send(key)) as never;
          return (once.state = 'done');
        } catch (error) {
          const problem = asProblem(error);
          once.problem = problem as never;
          const unclear = problem.unanswered || problem.status === 503;
          if (!unclear) {
            return (once.state = 'refused');
          }
          if (tried === tries) {
            return (once.state = 'unknown');
          }
          await wait(500 * 2 ** tried);
        }
      }
    },
    renew() {
      key = crypto.getRandomValues(new Uint32Array(4)).join('-');
      once.state = 'idle';
      once.problem = null;
      once.answer = null;
    },
  });
  return once as Once<T>;
}
