// What needs somebody: in words, and which page opens. docs/formats/overview.md
import type { RouteLocationRaw } from 'vue-router';
import type { Schemas } from '@/api/client';
import { count } from '@/format';
import { t } from '@/i18n';
import { capName } from '@/words/alerts';
import { actionName } from '@/words/market';

export type Need = Schemas['Need'];

const many = (need: Need) => `${count(need.count)}${need.more ? '+' : ''}`;

/** Of the alerts only what the brake stopped is told here one by one. */
function braked(need: Need): string {
  const what = actionName(need.kind ?? '');
  const why = capName(need.cap ?? '');
  const zh = `“${what}”被刹车拦下（${why}），请人来定`;
  const en = `“${what}” was stopped by the brake (${why}): decide by hand`;
  return need.merchant ? t(`商家 ${need.merchant} 的${zh}`, `${need.merchant}: ${en}`) : t(zh, en);
}

/** A sentence: what waits. */
export function sentenceOf(need: Need): string {
  const n = many(need);
  switch (need.what) {
    case 'alert':
      return braked(need);
    case 'appeal':
      return t(`商家 ${need.merchant} 申诉，等答复`, `${need.merchant} appeals and waits for an answer`);
    case 'policy':
      return t(`策略第 ${need.id} 版等第二个人批准`, `Version ${need.id} of the policy waits for a second person`);
    case 'overdue':
      return t(`${n} 项处置平台超时未答`, `The marketplace owes an answer on ${n} actions`);
    case 'refused':
      return t(`${n} 项处置被平台拒绝`, `The marketplace refused ${n} actions`);
    case 'unconfirmed':
      return t(`${n} 项处置结束后平台没有确认`, `The end of ${n} actions was never confirmed`);
    case 'dead':
      return t(`${n} 封通知送不到平台`, `${n} messages couldn't be delivered`);
    case 'ending':
      return t(`${n} 笔暂缓一天内到期，还没人看过`, `${n} holds end within a day and nobody has looked`);
    case 'queue':
      return t(`${n} 件等人复核`, `${n} cases wait for a review`);
  }
}

export function kindOf(need: Need): string {
  return {
    alert: t('告警', 'Alert'),
    appeal: t('申诉', 'Appeal'),
    policy: t('批准', 'Approval'),
    overdue: t('超时', 'Overdue'),
    refused: t('被拒', 'Refused'),
    unconfirmed: t('未确认', 'Unconfirmed'),
    dead: t('送不到', 'Undelivered'),
    ending: t('将到期', 'Ending'),
    queue: t('复核', 'Review'),
  }[need.what];
}

export function pageOf(need: Need): RouteLocationRaw {
  switch (need.what) {
    case 'appeal':
      return `/appeals/${encodeURIComponent(need.id)}`;
    case 'policy':
      return `/policies/${encodeURIComponent(need.id)}`;
    case 'queue':
      return '/review';
    case 'ending':
      return { path: '/actions', query: { tab: 'applied', kind: 'hold_settlement', order: 'expires_ms' } };
    case 'overdue':
      return { path: '/actions', query: { tab: 'overdue' } };
    case 'dead':
      return '/reconciliation';
    case 'refused':
    case 'unconfirmed':
    case 'alert':
      return { path: '/alerts', query: { state: 'open', ...(need.what === 'alert' ? {} : { what: need.what }) } };
  }
}

export type Press = 'late' | 'soon' | 'calm';

const day_ms = 86_400_000;

export function pressOf(need: Need, now_ms: number): Press {
  if (need.due_ms === null) {
    return 'calm';
  }
  return need.due_ms <= now_ms ? 'late' : need.due_ms - now_ms < day_ms ? 'soon' : 'calm';
}
