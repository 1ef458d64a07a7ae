// What can be ordered about an action that is in force, and what follows?
import { api, ok, type Schemas } from '@/api/client';
import { money, moment } from '@/format';
import { t } from '@/i18n';

export type Action = Schemas['Action'];
export type Verb = 'release' | 'capture' | 'void' | 'undo' | 'extend';

export interface VerbWish {
  amount?: number; // capture: in fen
  keep_rest?: boolean; // capture
  expires_ms?: number; // extend
}

export const held = (action: Action) => action.amount - action.captured - action.released;

/** docs/formats/actions.md, "Holds in two phases". */
export function verbsOf(action: Action): Verb[] {
  if (!['decided', 'due', 'applied'].includes(action.state)) {
    return [];
  }
  const verbs: Verb[] = [];
  if (action.kind === 'hold_settlement') {
    verbs.push('release');
    if (action.state === 'applied' && action.awaits_ms === null && held(action) > 0) {
      verbs.push('capture');
    }
    if (action.captured === 0) {
      verbs.push('void');
    }
  }
  verbs.push('undo', 'extend');
  return verbs;
}

export function verbName(verb: Verb): string {
  switch (verb) {
    case 'release':
      return t('放行', 'Release');
    case 'capture':
      return t('扣款', 'Capture');
    case 'void':
      return t('作废', 'Void');
    case 'undo':
      return t('撤销', 'Undo');
    case 'extend':
      return t('延长', 'Extend');
  }
}

/** What will happen, and whom it hits. */
export function whatFollows(verb: Verb, action: Action, wish: VerbWish): string {
  const shop = action.merchant ?? t('对方', 'the other side');
  const rest = money(held(action));
  switch (verb) {
    case 'release':
      return t(`还暂缓着的 ${rest} 结给 ${shop}，暂缓到此结束。`, `${rest}, which is still held, is paid out to ${shop}; the hold ends.`);
    case 'void':
      return t(`当作从未暂缓过：${rest} 全部结给 ${shop}。`, `As if it had never been held: all of ${rest} is paid out to ${shop}.`);
    case 'undo':
      return action.captured > 0
        ? t(`全部收回，已扣的 ${money(action.captured)} 也退给 ${shop}。`, `All of it is taken back, and the ${money(action.captured)} that was captured goes back to ${shop}.`)
        : t(`平台会收回这项处置的全部影响，对 ${shop} 当作没有发生。`, `The marketplace takes back all of its effects, as if it had never been for ${shop}.`);
    case 'extend':
      return t(
        `到 ${moment(wish.expires_ms ?? action.expires_ms)} 才自动结束，原定 ${moment(action.expires_ms)}。`,
        `Ends by itself at ${moment(wish.expires_ms ?? action.expires_ms)} instead of ${moment(action.expires_ms)}.`,
      );
    case 'capture': {
      const left = held(action) - (wish.amount ?? 0);
      const taken = money(wish.amount ?? 0);
      return wish.keep_rest
        ? t(`${taken} 不再结给 ${shop}，其余 ${money(left)} 继续暂缓。`, `${taken} is taken from ${shop} for good; ${money(left)} stays held.`)
        : t(`${taken} 不再结给 ${shop}，其余 ${money(left)} 结出，暂缓结束。`, `${taken} is taken from ${shop} for good; ${money(left)} is paid out and the hold ends.`);
    }
  }
}

/** Done at most once under the key. */
export function order(verb: Verb, action: string, reason: string, wish: VerbWish, key: string) {
  const params = { path: { action }, header: { 'Idempotency-Key': key } };
  switch (verb) {
    case 'release':
      return ok(api.POST('/v1/actions/{action}/release', { params, body: { reason } }));
    case 'void':
      return ok(api.POST('/v1/actions/{action}/void', { params, body: { reason } }));
    case 'undo':
      return ok(api.POST('/v1/actions/{action}/undo', { params, body: { reason } }));
    case 'extend':
      return ok(api.POST('/v1/actions/{action}/extend', { params, body: { reason, expires_ms: wish.expires_ms ?? 0 } }));
    case 'capture':
      return ok(
        api.POST('/v1/actions/{action}/capture', {
          params,
          body: { reason, amount: wish.amount ?? 0, keep_rest: wish.keep_rest },
        }),
      );
  }
}
