// What is known of a subject, of all that policies may ask, that is worth a line on its page? Named
// as docs/formats/policy.md names it, with the unit that the server counts in.
import { count, money, percent, span } from '@/format';
import { t, type Both } from '@/i18n';

type Unit = 'money' | 'count' | 'share' | 'seconds' | 'grams' | 'text' | 'division';

interface Fact extends Both {
  field: string;
  unit: Unit;
}

const order: Fact[] = [
  { field: 'order.amount', zh: '订单金额', en: 'Amount', unit: 'money' },
  { field: 'order.subsidy', zh: '其中补贴', en: 'Of it subsidy', unit: 'money' },
  { field: 'order.paid', zh: '实付', en: 'Paid', unit: 'money' },
  { field: 'order.refunded', zh: '已退款', en: 'Refunded', unit: 'money' },
  { field: 'order.quantity', zh: '件数', en: 'Pieces', unit: 'count' },
  { field: 'order.category', zh: '类目', en: 'Category', unit: 'text' },
  { field: 'order.region', zh: '收货地区', en: 'Goes to', unit: 'division' },
  { field: 'order.weight', zh: '包裹重量', en: 'Parcel weighs', unit: 'grams' },
  { field: 'order.age', zh: '下单至今', en: 'Since it was placed', unit: 'seconds' },
];
const sharing: Fact[] = [
  { field: 'device.accounts', zh: '同设备账号', en: 'Accounts on the device', unit: 'count' },
  { field: 'address.accounts', zh: '同地址账号', en: 'Accounts at the address', unit: 'count' },
  { field: 'payer.accounts', zh: '同钱包账号', en: 'Accounts paid by the wallet', unit: 'count' },
  { field: 'ip.accounts', zh: '同网络地址账号', en: 'Accounts at the network address', unit: 'count' },
];
const account: Fact[] = [
  { field: 'account.age', zh: '账号注册至今', en: 'Account is registered for', unit: 'seconds' },
  { field: 'account.orders', zh: '账号累计订单', en: 'Orders of the account', unit: 'count' },
  { field: 'account.probability', zh: '账号作弊概率', en: 'Account is in the game', unit: 'share' },
];
const merchant: Fact[] = [
  { field: 'merchant.category', zh: '商家类目', en: "Merchant's category", unit: 'text' },
  { field: 'merchant.region', zh: '商家地区', en: 'Merchant is in', unit: 'division' },
  { field: 'merchant.age', zh: '开店至今', en: 'Merchant is open for', unit: 'seconds' },
  { field: 'merchant.orders', zh: '商家累计订单', en: 'Orders of the merchant', unit: 'count' },
  { field: 'merchant.fake_orders', zh: '其中作弊（期望）', en: 'Of these fake, expected', unit: 'count' },
  { field: 'merchant.fake_share', zh: '作弊占比', en: 'Share of fakes', unit: 'share' },
  { field: 'merchant.fake_amount', zh: '作弊金额（期望）', en: 'Fake amount, expected', unit: 'money' },
];
const review: Fact[] = [
  { field: 'review.stars', zh: '星级', en: 'Stars', unit: 'count' },
  { field: 'review.contacts', zh: '文字里的联系方式', en: 'Contact details in it', unit: 'count' },
  { field: 'review.age', zh: '发布至今', en: 'Since it was posted', unit: 'seconds' },
];

const byKind: Record<string, Fact[]> = {
  order: [...order, ...sharing, ...account, ...merchant.slice(3, 6)],
  review: [...review, ...order.slice(0, 1), ...account, ...merchant.slice(3, 6)],
  account,
  merchant,
};

function said(value: unknown, unit: Unit): string {
  if (typeof value !== 'number') {
    return String(value);
  }
  switch (unit) {
    case 'money':
      return money(value);
    case 'share':
      return percent(value);
    case 'seconds':
      return span(value * 1000);
    case 'grams':
      return t(`${count(value)} 克`, `${count(value)} g`);
    case 'division':
      return String(value).padStart(12, '0').slice(0, 6);
    default:
      return count(value);
  }
}

/** What is known; what isn't is left out. */
export function knownFacts(kind: string, facts: Record<string, unknown>): { name: string; value: string }[] {
  return (byKind[kind] ?? [])
    .filter(({ field }) => facts[field] !== null && facts[field] !== undefined)
    .map((fact) => ({ name: t(fact.zh, fact.en), value: said(facts[fact.field], fact.unit) }));
}
