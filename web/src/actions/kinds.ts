// What can be done, and what does it do? The kinds come from the server; what they mean to whom they
// hit is said here, in a sentence.
import { api, ok, type Schemas } from '@/api/client';
import { money, span } from '@/format';
import { t } from '@/i18n';

export type Kind = Schemas['ActionKind'];
export type SubjectKind = Schemas['SubjectKind'];

export interface Subject {
  kind: SubjectKind;
  id: string;
  amount?: number | null; // in fen, of an order
  merchant?: string | null;
}

export interface KindOfAction {
  kind: Kind;
  subjects: SubjectKind[];
  lasts_ms: number;
  gravity: number;
}

let asked: Promise<KindOfAction[]> | null = null;

/** They don't change while the page is open; asked again after a failure. */
export function actionKinds(): Promise<KindOfAction[]> {
  asked ??= ok(api.GET('/v1/action-kinds')).then(
    (answer) => answer.items,
    (error: unknown) => {
      asked = null;
      throw error;
    },
  );
  return asked;
}

export const kindsFor = (kinds: KindOfAction[], subject: SubjectKind) =>
  kinds.filter((one) => one.subjects.includes(subject)).sort((a, b) => a.gravity - b.gravity);

/** What will happen, and to whom. */
export function consequence(kind: Kind, subject: Subject): string {
  const shop = subject.merchant ?? (subject.kind === 'merchant' ? subject.id : t('商家', 'the merchant'));
  const sum = subject.amount ? money(subject.amount) : t('结算款', 'the settlement');
  switch (kind) {
    case 'hold_settlement':
      return t(`${sum} 先不结给 ${shop}。商家能看到、能申诉。`, `${sum} isn't paid out to ${shop} for now. The merchant sees it and can appeal.`);
    case 'exclude_from_sales':
      return t(`这一单不计入 ${shop} 的销量，钱照结。`, `The order doesn't count among the sales of ${shop}; the money is paid.`);
    case 'exclude_from_rank':
      return t('不影响搜索和榜单里的位置，其余照旧。', 'It no longer moves places in search and rankings; all else stays.');
    case 'fold_review':
      return t('评价被折叠，不计入店铺评分，写的人自己仍能看到。', "The review is folded and leaves the shop's score; its author still sees it.");
    case 'block_cashback':
      return t('不再发放补贴和返现，已发的不动。', 'No more subsidies or rebates are paid; what was paid stays.');
    case 'claw_back_commission':
      return t('向推广方追回这部分佣金。', 'The commission is asked back from the promoter.');
    case 'require_verification':
      return t('下一步操作前，对方要先核验身份。', 'The person must prove who they are before the next step.');
    case 'freeze_account':
      return t('这个账号不能下单、不能提现。误冻的代价很大。', 'The account can neither order nor withdraw. A mistake here is costly.');
    case 'open_case':
      return t('开一个案子让人来看，对商家和买家没有影响。', 'A case is opened for people; nothing changes for merchant or buyer.');
  }
}

export const endsBy = (lasts_ms: number) =>
  t(`${span(lasts_ms)}后自动结束，期间随时可以撤销。`, `Ends by itself after ${span(lasts_ms)}; can be undone at any time until then.`);

/** Reasons that are given again and again. */
export const quickReasons = () => [
  t('物流称重对不上', 'The parcel weighs too little'),
  t('没有真实浏览就下单', 'Ordered without looking'),
  t('同一设备、钱包或地址', 'Same device, wallet or address'),
  t('钱在几个人之间转圈', 'The money goes in a circle'),
  t('评价是模板', 'The review is a template'),
  t('商家已提供凭证', 'The merchant has shown evidence'),
  t('买家联系上了，是真单', 'The buyer was reached and is genuine'),
  t('误报', 'A false alarm'),
];
