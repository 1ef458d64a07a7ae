// What was decided at this desk today, and did it arrive? Each is sent once, in the background,
// while the next case is looked at already.
import { computed, reactive } from 'vue';
import { api, ok } from '@/api/client';
import { useOnce, type Once } from '@/api/once';
import type { Item } from './whys';

export type Verdict = 'fake' | 'honest';

export interface Standing {
  by: string;
  outcome: Verdict;
  at_ms: number;
}

export interface Entry {
  number: number;
  item: Item;
  verdict: Verdict;
  reason: string;
  once: Once<{ probability_ppm: number }>;
  withdrawn: Once<unknown> | null;
  dropped: boolean; // somebody said so first, and that one is left alone
}

const isSecond = (item: Item) => item.why === 'second' || undefined;

function say(entry: Pick<Entry, 'item' | 'verdict' | 'reason'>, overrule: boolean, key: string) {
  const { kind, id, why } = entry.item;
  const mayOverrule = overrule || why === 'disagreement' || why === 'second';
  return ok(
    api.POST('/v1/labels', {
      params: { header: { 'Idempotency-Key': key } },
      body: {
        kind,
        id,
        outcome: entry.verdict,
        reason: entry.reason,
        second: isSecond(entry.item),
        unless_labelled: mayOverrule ? undefined : true,
      },
    }),
  );
}

function takeBack(item: Item, key: string) {
  return ok(
    api.POST('/v1/labels/withdraw', {
      params: { header: { 'Idempotency-Key': key } },
      body: { kind: item.kind, id: item.id, second: isSecond(item) },
    }),
  );
}

/** Who said so first, if that is why it was refused. */
export function before(entry: Entry): Standing | null {
  const told = entry.once.state === 'refused' ? entry.once.problem?.members.labelled : undefined;
  return told && !entry.dropped ? (told as Standing) : null;
}

export function useSitting() {
  const entries = reactive<Entry[]>([]);
  let numbers = 0;

  function decide(item: Item, verdict: Verdict, reason: string) {
    const what = { item, verdict, reason };
    const once = useOnce<{ probability_ppm: number }>((key) => say(what, false, key));
    entries.unshift({ ...what, number: ++numbers, once, withdrawn: null, dropped: false } as never);
    void once.run();
  }

  /** Says it although somebody else said otherwise. */
  function overrule(entry: Entry) {
    entry.once = useOnce<{ probability_ppm: number }>((key) => say(entry, true, key));
    void entry.once.run();
  }

  async function undo(entry: Entry): Promise<boolean> {
    entry.withdrawn ??= useOnce((key) => takeBack(entry.item, key));
    return (await entry.withdrawn.run()) === 'done';
  }

  const stands = (entry: Entry) => entry.once.state === 'done' && entry.withdrawn?.state !== 'done';
  const last = computed(() => entries.find(stands));
  const done = computed(() => entries.filter(stands).length);
  const open = computed(() => entries.filter((entry) => entry.once.state === 'sending' || entry.once.state === 'unknown'));

  return { entries, decide, overrule, undo, last, done, open };
}
