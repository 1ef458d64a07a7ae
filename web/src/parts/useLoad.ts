// How does a page get its data? useLoad asks, keeps what it has while it asks again, and asks again
// when the topics it rests on change or the line is back. <Pane> shows what came of it.
import { onScopeDispose, reactive, watch, type WatchSource } from 'vue';
import { link } from '@/api/client';
import { asProblem, type Problem } from '@/api/problem';
import { stream, type Topic } from '@/api/stream';

export interface Loaded<T> {
  data: T | null;
  problem: Problem | null;
  loading: boolean;
  reload: () => Promise<void>;
}

export interface LoadOptions {
  /** Asked again when one of these has changed, at most every two seconds. */
  topics?: Topic[];
  /** Asked anew when one of these has another value. */
  watch?: WatchSource[];
  /** Asked again so often, in ms, while the page can be seen. */
  every?: number;
}

const calm_ms = 2000;

/** Calls `act` when something was heard of the topics, but not sooner than calm_ms after the last
 *  time, and not while nobody can see the page. */
export function onTopics(those: Topic[], act: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Date.now();

  function later() {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        if (document.hidden) {
          document.addEventListener('visibilitychange', later, { once: true });
        } else {
          last = Date.now();
          act();
        }
      },
      Math.max(0, last + calm_ms - Date.now()),
    );
  }

  watch(() => those.map((topic) => stream.heard[topic]).join(), later);
  onScopeDispose(() => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', later);
  });
}

export function useLoad<T>(ask: () => Promise<T>, options: LoadOptions = {}): Loaded<T> {
  let asked = 0;
  const state = reactive({
    data: null as T | null,
    problem: null as Problem | null,
    loading: false,
    async reload() {
      const mine = ++asked;
      state.loading = true;
      try {
        const data = await ask();
        if (mine === asked) {
          state.data = data as never;
          state.problem = null;
        }
      } catch (error) {
        if (mine === asked) {
          state.problem = asProblem(error) as never;
        }
      } finally {
        if (mine === asked) {
          state.loading = false;
        }
      }
    },
  }) as Loaded<T>;

  if (options.topics) {
    onTopics(options.topics, () => void state.reload());
  }
  if (options.watch) {
    watch(options.watch, () => {
      state.data = null;
      void state.reload();
    });
  }
  if (options.every) {
    const timer = setInterval(() => !document.hidden && void state.reload(), options.every);
    onScopeDispose(() => clearInterval(timer));
  }
  watch(
    () => link.online,
    (online) => online && state.problem?.unanswered && void state.reload(),
  );
  void state.reload();
  return state;
}
