// How does a page show a long list? Page by page, by the server's cursor. What changed meanwhile
// doesn't move under one's eyes: on the first page it is loaded anew while nobody has gone further,
// afterwards `news` says that there is something newer.
import { reactive, watch, type WatchSource } from 'vue';
import { link } from '@/api/client';
import { asProblem, type Problem } from '@/api/problem';
import type { Topic } from '@/api/stream';
import { onTopics } from './useLoad';

export interface Page<T> {
  items: T[];
  next?: string | null;
}

export interface List<T> {
  items: T[];
  problem: Problem | null;
  loading: boolean;
  loaded: boolean; // the first page was there
  next: string | null; // there is more
  news: boolean;
  more: () => Promise<void>;
  reload: () => Promise<void>;
}

export function useList<T>(
  ask: (after: string | undefined) => Promise<Page<T>>,
  options: { topics?: Topic[]; watch?: WatchSource[] } = {},
): List<T> {
  let asked = 0;
  let pages = 0;

  async function load(after: string | undefined) {
    const mine = ++asked;
    list.loading = true;
    try {
      const page = await ask(after);
      if (mine !== asked) {
        return;
      }
      list.items = (after === undefined ? page.items : [...list.items, ...page.items]) as never;
      pages = after === undefined ? 1 : pages + 1;
      list.next = page.next ?? null;
      list.problem = null;
      list.loaded = true;
      list.news = after === undefined ? false : list.news;
    } catch (error) {
      if (mine === asked) {
        list.problem = asProblem(error) as never;
      }
    } finally {
      if (mine === asked) {
        list.loading = false;
      }
    }
  }

  const list = reactive({
    items: [] as T[],
    problem: null as Problem | null,
    loading: false,
    loaded: false,
    next: null as string | null,
    news: false,
    more: async () => {
      if (list.next !== null && !list.loading) {
        await load(list.next);
      }
    },
    reload: () => load(undefined),
  }) as List<T>;

  if (options.topics) {
    onTopics(options.topics, () => {
      if (pages <= 1) {
        void load(undefined);
      } else {
        list.news = true;
      }
    });
  }
  if (options.watch) {
    watch(options.watch, () => {
      list.loaded = false;
      list.items = [];
      void load(undefined);
    });
  }
  watch(
    () => link.online,
    (online) => online && list.problem?.unanswered && void (pages > 1 ? list.more() : load(undefined)),
  );
  void load(undefined);
  return list;
}
