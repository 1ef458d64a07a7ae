// Which case is next? Pages of the queue, one case at a time, the next one's facts asked for before
// they are needed.
import { computed, reactive } from 'vue';
import { api, ok, type Schemas } from '@/api/client';
import { asProblem, type Problem } from '@/api/problem';
import { onTopics } from '@/parts/useLoad';
import { keyOf, type Item } from './whys';

export type SubjectFacts = Schemas['Subject'] | Schemas['Order'];

export interface CaseFacts {
  facts: SubjectFacts | null;
  problem: Problem | null;
}

function ask(item: Item): Promise<SubjectFacts> {
  const params = { path: { id: item.id } };
  switch (item.kind) {
    case 'order':
      return ok(api.GET('/v1/orders/{id}', { params }));
    case 'review':
      return ok(api.GET('/v1/reviews/{id}', { params }));
    case 'account':
      return ok(api.GET('/v1/accounts/{id}', { params }));
    case 'merchant':
      return ok(api.GET('/v1/merchants/{id}', { params }));
  }
}

const page = 50;
const ahead = 3; // cases whose facts are asked for early
const low = 10; // left, when the next page is asked for

export function useQueue() {
  const cases = reactive(new Map<string, CaseFacts>());
  const gone = new Set<string>(); // decided here
  const state = reactive({
    items: [] as Item[],
    at: 0,
    waiting: 0,
    oldest_ms: null as number | null,
    next: null as string | null,
    loaded: false,
    loading: false,
    problem: null as Problem | null,
  });

  const current = computed<Item | null>(() => state.items[state.at] ?? null);

  function add(items: Item[]) {
    const known = new Set(state.items.map(keyOf));
    state.items.push(...items.filter((item) => !known.has(keyOf(item)) && !gone.has(keyOf(item))));
  }

  async function load(after?: string) {
    if (state.loading) {
      return;
    }
    state.loading = true;
    try {
      const answer = await ok(api.GET('/v1/review-queue', { params: { query: { limit: page, after } } }));
      add(answer.items);
      state.next = answer.next;
      state.waiting = answer.waiting;
      state.oldest_ms = answer.oldest_ms;
      state.problem = null;
      state.loaded = true;
      prefetch();
    } catch (error) {
      state.problem = asProblem(error) as never;
    } finally {
      state.loading = false;
    }
  }

  async function fetchCase(item: Item) {
    const key = keyOf(item);
    if (cases.get(key)?.facts) {
      return;
    }
    cases.set(key, { facts: null, problem: null });
    try {
      cases.set(key, { facts: await ask(item), problem: null });
    } catch (error) {
      cases.set(key, { facts: null, problem: asProblem(error) });
    }
  }

  function prefetch() {
    state.items.slice(state.at, state.at + ahead).filter((item) => !cases.has(keyOf(item))).forEach((item) => void fetchCase(item));
    if (state.items.length - state.at < low && state.next !== null) {
      void load(state.next);
    }
  }

  function go(step: number) {
    state.at = Math.min(Math.max(state.at + step, 0), Math.max(state.items.length - 1, 0));
    prefetch();
  }

  /** The current one is done with here; what follows takes its place. */
  function take(): Item | null {
    const item = current.value;
    if (item) {
      gone.add(keyOf(item));
      state.items.splice(state.at, 1);
      state.waiting -= item.why === 'review' ? 1 : 0;
      state.at = Math.min(state.at, Math.max(state.items.length - 1, 0));
      prefetch();
      if (state.items.length === 0) {
        void load();
      }
    }
    return item;
  }

  /** It is looked at again, now. */
  function putBack(item: Item) {
    gone.delete(keyOf(item));
    state.items.splice(state.at, 0, item);
    state.waiting += item.why === 'review' ? 1 : 0;
    void fetchCase(item);
  }

  const caseOf = (item: Item) => cases.get(keyOf(item)) ?? { facts: null, problem: null };

  onTopics(['decisions', 'labels'], () => {
    if (state.items.length === 0) {
      void load();
    }
  });
  void load();
  return { state, current, load, go, take, putBack, caseOf, fetchCase };
}
