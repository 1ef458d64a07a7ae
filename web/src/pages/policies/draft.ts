// What is being written isn't lost: by a reload, a crash, an expired session. One draft a person,
// in this browser (localStorage); tabs that have it open tell each other.
import { onScopeDispose, reactive } from 'vue';
import { session } from '@/state/session';

export interface Draft {
  text: string;
  base: number | null; // the version that it began as
  saved_ms: number;
}

const place = () => `shouxin.policy-draft.${session.me?.name ?? ''}`;

export function readDraft(): Draft | null {
  try {
    const found = JSON.parse(localStorage.getItem(place()) ?? 'null') as Draft | null;
    return typeof found?.text === 'string' ? found : null;
  } catch {
    return null;
  }
}

export function dropDraft() {
  try {
    localStorage.removeItem(place());
  } catch {
    // then there is none
  }
}

export interface Desk {
  kept: boolean; // false: this browser doesn't keep it
  saved_ms: number | null;
  elsewhere: boolean; // another tab has the draft open
  theirs: Draft | null; // what another tab has kept since
  keep: (text: string, base: number | null) => void;
}

/** For as long as the component lives. */
export function useDesk(): Desk {
  const mine = place();
  const tab = crypto.getRandomValues(new Uint32Array(2)).join('-');
  const line = new BroadcastChannel(mine);
  const desk = reactive<Desk>({
    kept: true,
    saved_ms: null,
    elsewhere: false,
    theirs: null,
    keep(text, base) {
      const draft: Draft = { text, base, saved_ms: Date.now() };
      try {
        localStorage.setItem(mine, JSON.stringify(draft));
        desk.kept = true;
        desk.saved_ms = draft.saved_ms;
      } catch {
        desk.kept = false;
      }
    },
  });

  const others = new Set<string>();
  line.onmessage = ({ data }: MessageEvent<{ tab: string; says: 'hello' | 'here' | 'bye' }>) => {
    if (data.says === 'bye') {
      others.delete(data.tab);
    } else {
      others.add(data.tab);
    }
    if (data.says === 'hello') {
      line.postMessage({ tab, says: 'here' });
    }
    desk.elsewhere = others.size > 0;
  };
  line.postMessage({ tab, says: 'hello' });

  function changed(event: StorageEvent) {
    if (event.key === mine) {
      desk.theirs = readDraft();
    }
  }
  const leave = () => line.postMessage({ tab, says: 'bye' });
  addEventListener('storage', changed);
  addEventListener('pagehide', leave);
  onScopeDispose(() => {
    leave();
    line.close();
    removeEventListener('storage', changed);
    removeEventListener('pagehide', leave);
  });
  return desk;
}
