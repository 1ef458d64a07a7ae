// Why does somebody stand in the queue, and what may be shown of it before one has decided?
import type { Schemas } from '@/api/client';
import { t } from '@/i18n';

export type Item = Schemas['Queued'];

export const keyOf = (item: Pick<Item, 'kind' | 'id'>) => `${item.kind}/${item.id}`;

/** Reasons and probabilities would lead: only where the system asked. */
export const isBlind = (item: Item) => item.why === 'held_out' || item.why === 'allowed' || item.why === 'second';

export function whyName(why: Item['why']): string {
  switch (why) {
    case 'review':
      return t('待复核', 'To review');
    case 'second':
      return t('第二眼', 'Second look');
    case 'held_out':
      return t('对照组抽样', 'Held out, drawn by lot');
    case 'allowed':
      return t('放行抽样', 'Allowed, drawn by lot');
    case 'disagreement':
      return t('两人意见不一', 'Two disagree');
  }
}

export function whySentence(why: Item['why']): string {
  switch (why) {
    case 'review':
      return t('规则要求人来看，等人来定。', 'The rules ask for a person to decide.');
    case 'second':
      return t('有人看过了，他的结论不告诉你：请按自己看到的说。', 'Somebody has looked, and what that one said is not told: say what you see.');
    case 'held_out':
      return t('抽中的对照组订单，不论真假都不处置，用来量准不准。先看，不给系统的意见。', 'Drawn from the hold-out, where nothing is ever done; it measures how good decisions are. Look first: the opinion of the system is not shown.');
    case 'allowed':
      return t('从放行的订单里抽中，用来看漏了多少。先看，不给系统的意见。', 'Drawn from what was allowed, to see what is missed. Look first: the opinion of the system is not shown.');
    case 'disagreement':
      return t('两个人看的结论不同，请主管定。', 'Two people said different things; a lead settles it.');
  }
}
