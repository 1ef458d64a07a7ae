// What is known of a subject, of all that policies may ask, that is worth a line on a page? Named as
// docs/formats/policy.md names it, with the unit that the server counts in.
import { t, both, type Both } from '@/i18n';
import { saidIn, type Unit } from './units';

interface Fact extends Both {
  field: string;
  unit: Unit;
  opinion?: true; // what the system thinks, rather than what happened
}

const fact = (field: string, zh: string, en: string, unit: Unit): Fact => ({ field, zh, en, unit });
const opinion = (field: string, zh: string, en: string, unit: Unit): Fact => ({ field, zh, en, unit, opinion: true });

const table: { title: Both; facts: Fact[] }[] = [
  {
    title: { zh: '评价', en: 'The review' },
    facts: [
      fact('review.stars', '星级', 'Stars', 'stars'),
      fact('review.age', '发布至今', 'Since it was posted', 'seconds'),
      fact('review.contacts', '文字里的联系方式', 'Contact details in it', 'count'),
    ],
  },
  {
    title: { zh: '订单', en: 'The order' },
    facts: [
      fact('order.amount', '订单金额', 'Amount', 'money'),
      fact('order.subsidy', '其中补贴', 'Of it subsidy', 'money'),
      fact('order.paid', '实付', 'Paid', 'money'),
      fact('order.refunded', '已退款', 'Refunded', 'money'),
      fact('order.quantity', '件数', 'Pieces', 'count'),
      fact('order.category', '类目', 'Category', 'text'),
      fact('order.region', '收货地区', 'Goes to', 'division'),
      fact('order.weight', '包裹重量', 'Parcel weighs', 'grams'),
      fact('order.age', '下单至今', 'Since it was placed', 'seconds'),
    ],
  },
  {
    title: { zh: '账号', en: 'The account' },
    facts: [
      fact('account.age', '注册至今', 'Registered for', 'seconds'),
      fact('account.orders', '累计订单', 'Orders so far', 'count'),
      opinion('account.probability', '作弊概率', 'Is in the game', 'share'),
    ],
  },
  {
    title: { zh: '商家', en: 'The merchant' },
    facts: [
      fact('merchant.category', '主营类目', 'Category', 'text'),
      fact('merchant.region', '所在地区', 'Is in', 'division'),
      fact('merchant.age', '开店至今', 'Open for', 'seconds'),
      fact('merchant.orders', '累计订单', 'Orders so far', 'count'),
      opinion('merchant.fake_orders', '其中作弊（期望）', 'Of these fake, expected', 'count'),
      opinion('merchant.fake_share', '作弊占比', 'Share of fakes', 'share'),
      opinion('merchant.fake_amount', '作弊金额（期望）', 'Fake amount, expected', 'money'),
    ],
  },
  {
    title: { zh: '共用', en: 'Shared' },
    facts: [
      fact('device.accounts', '同设备账号', 'Accounts on the device', 'count'),
      fact('address.accounts', '同地址账号', 'Accounts at the address', 'count'),
      fact('payer.accounts', '同钱包账号', 'Accounts paid by the wallet', 'count'),
      fact('ip.accounts', '同网络地址账号', 'Accounts at the network address', 'count'),
    ],
  },
];

export const factFields = table.flatMap(({ facts }) => facts.map(({ field }) => field));

/** By field: null if the log doesn't say. */
export type Values = Record<string, unknown>;

export interface FactGroup {
  title: string;
  facts: { name: string; text: string }[];
}

const said = (value: unknown, unit: Unit) => (typeof value === 'number' ? saidIn(unit, value) : String(value));
const isKnown = (value: unknown) => value !== null && value !== undefined && value !== '';

function groups(keep: (one: Fact) => boolean, text: (one: Fact) => string): FactGroup[] {
  return table
    .map(({ title, facts }) => ({
      title: both(title),
      facts: facts.filter(keep).map((one) => ({ name: both(one), text: text(one) })),
    }))
    .filter(({ facts }) => facts.length > 0);
}

/** All that is known. */
export function knownFacts(values: Values): FactGroup[] {
  return groups(({ field }) => isKnown(values[field]), ({ field, unit }) => said(values[field], unit));
}

/** What one may see without being told what the system thinks; of what isn't known, that. */
export function plainFacts(values: Values): FactGroup[] {
  return groups(
    (one) => !one.opinion && one.field in values,
    ({ field, unit }) => (isKnown(values[field]) ? said(values[field], unit) : t('还不知道', 'not known')),
  );
}
