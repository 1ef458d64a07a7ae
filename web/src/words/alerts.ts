// What is an alert about, in words?
import type { Schemas } from '@/api/client';
import { t } from '@/i18n';
import { actionName } from '@/words/market';

type Alert = Schemas['Alert'];

export function alertName(what: Alert['what']): string {
  switch (what) {
    case 'braked':
      return t('刹车拦下', 'Braked');
    case 'refused':
      return t('平台拒绝', 'Refused');
    case 'unconfirmed':
      return t('没有确认', 'Unconfirmed');
    case 'dead':
      return t('送不到的消息', 'Undeliverable message');
    case 'appeal':
      return t('商家申诉', 'Appeal');
  }
}

export function alertSentence(alert: Alert): string {
  const what = alert.kind ? actionName(alert.kind) : t('处置', 'the action');
  switch (alert.what) {
    case 'braked':
      return t(`“${what}”没有执行，请人来定。`, `“${what}” was not taken: decide by hand.`);
    case 'refused':
      return t(`平台说做不了“${what}”，请和平台核对。`, `The marketplace refused “${what}”: settle it with them.`);
    case 'unconfirmed':
      return t(`“${what}”结束了，平台始终没有确认。`, `“${what}” ended, and the marketplace never confirmed it.`);
    case 'dead':
      return t('消息送不到平台，修好接收端后重发。', "A message can't be delivered: mend the endpoint and send it again.");
    case 'appeal':
      return t('商家对处置提出申诉，等答复。', 'The merchant appeals against an action and waits for an answer.');
  }
}

export function capName(cap: string): string {
  const caps: Record<string, string> = {
    holds_per_merchant_day: t('这家商家一天的笔数到顶', "this merchant's holds of a day are at the cap"),
    held_amount_per_merchant_day: t('这家商家一天的金额到顶', "this merchant's amount of a day is at the cap"),
    holds_per_hour: t('全部商家一小时的笔数到顶', 'holds of all in an hour are at the cap'),
    held_amount_per_hour: t('全部商家一小时的金额到顶', 'the amount of all in an hour is at the cap'),
    holds_per_rule_hour: t('这条规则一小时的笔数到顶', "this rule's holds of an hour are at the cap"),
    holds_remembered: t('一天记得住的笔数到顶', 'as many holds of a day as can be remembered'),
    actions_in_force: t('同时有效的处置到顶', 'as many actions in force as there can be'),
  };
  return caps[cap] ?? cap;
}
