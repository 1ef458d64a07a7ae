// What can one see of a case without being told what the system thinks? Its facts in words, a few to
// a group. Opinions (probabilities, reasons, rings) aren't among them.
import { count, money, span } from '@/format';
import { t } from '@/i18n';

export type Values = Record<string, number | string | unknown[] | null>;

type Unit = 'money' | 'count' | 'duration' | 'weight' | 'text' | 'stars';

interface Field {
  name: string;
  label: () => string;
  unit: Unit;
}

const field = (name: string, zh: string, en: string, unit: Unit): Field => ({ name, label: () => t(zh, en), unit });

const groups: { title: () => string; fields: Field[] }[] = [
  {
    title: () => t('评价', 'The review'),
    fields: [
      field('review.stars', '星级', 'Stars', 'stars'),
      field('review.age', '发布至今', 'Posted', 'duration'),
      field('review.contacts', '留的联系方式', 'Contacts in it', 'count'),
    ],
  },
  {
    title: () => t('订单', 'The order'),
    fields: [
      field('order.amount', '金额', 'Amount', 'money'),
      field('order.subsidy', '其中补贴', 'Of it subsidy', 'money'),
      field('order.refunded', '已退款', 'Refunded', 'money'),
      field('order.quantity', '件数', 'Pieces', 'count'),
      field('order.weight', '包裹称重', 'Parcel weighs', 'weight'),
      field('order.category', '类目', 'Category', 'text'),
      field('order.age', '下单至今', 'Placed', 'duration'),
    ],
  },
  {
    title: () => t('买家', 'The buyer'),
    fields: [
      field('account.age', '注册至今', 'Registered', 'duration'),
      field('account.orders', '累计订单', 'Orders so far', 'count'),
    ],
  },
  {
    title: () => t('商家', 'The merchant'),
    fields: [
      field('merchant.age', '开店至今', 'Open', 'duration'),
      field('merchant.orders', '累计订单', 'Orders so far', 'count'),
      field('merchant.category', '主营类目', 'Category', 'text'),
    ],
  },
  {
    title: () => t('共用', 'Shared'),
    fields: [
      field('device.accounts', '同设备账号', 'Accounts on the device', 'count'),
      field('payer.accounts', '同钱包账号', 'Accounts of the wallet', 'count'),
      field('address.accounts', '同地址账号', 'Accounts at the address', 'count'),
      field('ip.accounts', '同网络账号', 'Accounts at the network address', 'count'),
    ],
  },
];

/** null: the log doesn't say. */
export function valueText(unit: Unit, value: number | string): string {
  const number = Number(value);
  switch (unit) {
    case 'money':
      return money(number);
    case 'duration':
      return span(number * 1000);
    case 'weight':
      return number >= 1000 ? `${(number / 1000).toFixed(2)} kg` : `${count(number)} g`;
    case 'stars':
      return `${'★'.repeat(number)}${'☆'.repeat(Math.max(0, 5 - number))}`;
    case 'count':
      return count(number);
    case 'text':
      return String(value);
  }
}

export interface FactGroup {
  title: string;
  facts: { label: string; text: string | null }[];
}

/** Groups of which the subject has any fields. */
export function factGroups(values: Values): FactGroup[] {
  return groups
    .map((group) => ({
      title: group.title(),
      facts: group.fields
        .filter((one) => one.name in values)
        .map((one) => {
          const value = values[one.name];
          const known = typeof value === 'number' || (typeof value === 'string' && value !== '');
          return { label: one.label(), text: known ? valueText(one.unit, value as number | string) : null };
        }),
    }))
    .filter((group) => group.facts.length > 0);
}
