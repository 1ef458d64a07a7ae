// What happened at each step of an action's life, in a sentence?
import type { Schemas } from '@/api/client';
import { money } from '@/format';
import { t } from '@/i18n';

export type Step = Schemas['Transition'];

export function stepName(step: Step): string {
  if (step.from_state === step.to_state) {
    return sameState(step);
  }
  switch (step.to_state) {
    case 'decided':
      return t('决定处置', 'Decided');
    case 'due':
      return t('请平台执行', 'The marketplace is asked to carry it out');
    case 'applied':
      return t('平台已执行', 'The marketplace carried it out');
    case 'refused':
      return t('平台说做不了', 'The marketplace refused');
    case 'released':
      return t(`放行 ${money(step.amount)}`, `${money(step.amount)} released`);
    case 'captured':
      return t(`扣下 ${money(step.amount)}，暂缓结束`, `${money(step.amount)} captured; the hold ends`);
    case 'voided':
      return t('作废，视同从未暂缓', 'Voided, as if never held');
    case 'expired':
      return t('到期，自动结束', 'Expired, ended by itself');
    case 'undone':
      return t('撤销，视同没有发生', 'Undone, as if it had never been');
    case 'confirmed':
      return t('平台确认收到结束', 'The marketplace confirmed the end');
    case 'unconfirmed':
      return t('平台始终没有确认结束', 'The marketplace never confirmed the end');
    case 'braked':
      return t('被刹车拦下，没有处置', 'Stopped by the brake, not taken');
    case 'none':
      return t('还没有', 'Not yet');
  }
}

function sameState(step: Step): string {
  if (step.by === 'marketplace') {
    return 'refused' in step.transition ? t('平台说做不了', 'The marketplace refused') : t('平台已照办', 'The marketplace did so');
  }
  switch (step.ask) {
    case 'extend':
      return t('延长', 'Extended');
    case 'capture':
      return t(`扣下 ${money(step.amount)}，其余继续暂缓`, `${money(step.amount)} captured; the rest stays held`);
    default:
      return t('又一个判定支持它', 'One more decision asks for it');
  }
}

export function byName(by: string): string {
  const machines: Record<string, string> = {
    policy: t('策略', 'the policy'),
    clock: t('时间到', 'time'),
    marketplace: t('平台', 'the marketplace'),
  };
  return machines[by] ?? by;
}
