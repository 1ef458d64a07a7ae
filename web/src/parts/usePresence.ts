// Who else looks at this now? Says every 15 seconds that it is open here, and hears who else has it
// open. Nobody is told when that can't be found out: it is a courtesy, not a lock.
import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { api, type Schemas } from '@/api/client';

type Kind = Schemas['SubjectKind'] | 'ring' | 'action' | 'policy' | 'appeal';

export interface Other {
  name: string;
  since_ms: number;
}

const every_ms = 15_000;

export function usePresence(what: () => { kind: Kind; id: string } | null): Ref<Other[]> {
  const others = ref<Other[]>([]);
  let asked = 0;

  async function say() {
    const it = what();
    const mine = ++asked;
    if (!it || document.hidden) {
      others.value = it ? others.value : [];
      return;
    }
    const answer = await api.PUT('/v1/presence/{kind}/{id}', { params: { path: it } }).catch(() => null);
    if (mine === asked) {
      others.value = answer?.data?.others ?? [];
    }
  }

  watch(() => `${what()?.kind}/${what()?.id}`, () => {
    others.value = [];
    void say();
  }, { immediate: true });
  const timer = setInterval(() => void say(), every_ms);
  onScopeDispose(() => clearInterval(timer));
  return others;
}
