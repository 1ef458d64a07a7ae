// Which lists of the market are there, what do their rows show, and how is the address's query put
// to the server? In the address amounts are in yuan, probabilities in percent and days are days;
// the server is asked in fen, millionths and milliseconds.
import { api, ok, type Schemas } from '@/api/client';
import { dayStart } from '@/days';
import { count, money, moment, percent } from '@/format';
import { t } from '@/i18n';
import type { Column } from '@/parts/DataTable.vue';
import type { Filter } from '@/parts/FilterBar.vue';
import type { Page } from '@/parts/useList';
import { settings } from '@/state/settings';
import { outcomeName } from '@/words/market';
import { reasonCodes, reasonName } from '@/words/reasons';

export type MarketKind = 'order' | 'review' | 'account' | 'merchant';

type Rows = {
  order: Schemas['OrderRow'];
  review: Schemas['ReviewRow'];
  account: Schemas['AccountRow'];
  merchant: Schemas['MerchantRow'];
};

/** What a row of any of the lists may have. */
export type MarketRow = Schemas['OrderRow'] &
  Partial<Omit<Rows['review'], keyof Rows['order']>> &
  Partial<Omit<Rows['account'], keyof Rows['order']>> &
  Partial<Omit<Rows['merchant'], keyof Rows['order']>>;

export type Asked = Record<string, string>;

const last_ms = 1;

function scaled(text: string | undefined, by: number): number | undefined {
  const number = Number(text);
  return text && Number.isFinite(number) ? Math.round(number * by) : undefined;
}

/** The query for the server; what can't be read is left out. */
export function queryOf(asked: Asked, after?: string) {
  const end = asked.to ? dayStart(asked.to, settings.zone, 1) : null;
  return {
    limit: 50,
    after,
    sort: asked.sort as 'newest' | 'amount' | 'probability' | undefined,
    from: asked.from ? (dayStart(asked.from, settings.zone) ?? undefined) : undefined,
    to: end === null ? undefined : end - last_ms,
    amount_min: scaled(asked.amount_min, 100),
    amount_max: scaled(asked.amount_max, 100),
    probability_min: scaled(asked.probability_min, 10_000),
    probability_max: scaled(asked.probability_max, 10_000),
    reason: asked.reason,
    outcome: asked.outcome as Schemas['Outcome'] | undefined,
    ring: asked.ring,
    q: asked.q,
    merchant: asked.merchant,
    account: asked.account,
    device: asked.device,
    payer: asked.payer,
    address: asked.address,
    ip: asked.ip,
  };
}

const paths = { order: '/v1/orders', review: '/v1/reviews', account: '/v1/accounts', merchant: '/v1/merchants' } as const;

/** A page. What the list doesn't take isn't among the filters that its page offers. */
export function askMarket(kind: MarketKind, asked: Asked, after?: string): Promise<Page<MarketRow>> {
  const known = new Set(['sort', ...quickFilters(kind), ...moreFilters(kind)].map((one) => (typeof one === 'string' ? one : one.name)));
  const fitting = Object.fromEntries(Object.entries(asked).filter(([name]) => known.has(name)));
  return ok(api.GET(paths[kind] as '/v1/orders', { params: { query: queryOf(fitting, after) } })) as Promise<Page<MarketRow>>;
}

// ---- Filters ---------------------------------------------------------------------------------

export function quickFilters(kind: MarketKind): Filter[] {
  const filters: Filter[] = [
    { name: 'q', label: t('编号', 'Id'), placeholder: t('编号或其中一段', 'Id or a part of it') },
    { name: 'outcome', label: t('结论', 'Outcome'), options: ['block', 'review', 'allow'].map((value) => ({ value, label: outcomeName(value) })) },
    { name: 'reason', label: t('理由', 'Reason'), options: reasonCodes.map((value) => ({ value, label: reasonName(value) })) },
    { name: 'ring', label: t('团伙', 'Ring'), placeholder: t('团伙，如 R7', 'Ring, as R7') },
  ];
  if (kind === 'order' || kind === 'review') {
    filters.push({ name: 'merchant', label: t('商家', 'Merchant') });
  }
  return filters;
}

export function moreFilters(kind: MarketKind): Filter[] {
  const filters: Filter[] = [
    { name: 'from', label: t('从这一天', 'From the day'), type: 'date' },
    { name: 'to', label: t('到这一天', 'To the day'), type: 'date' },
    { name: 'amount_min', label: t('金额不低于（元）', 'Amount from (¥)'), type: 'number' },
    { name: 'amount_max', label: t('金额不高于（元）', 'Amount to (¥)'), type: 'number' },
    { name: 'probability_min', label: t('概率不低于（%）', 'Probability from (%)'), type: 'number' },
    { name: 'probability_max', label: t('概率不高于（%）', 'Probability to (%)'), type: 'number' },
  ];
  const tokens: [MarketKind[], Filter][] = [
    [['order', 'review'], { name: 'account', label: kind === 'review' ? t('评价人', 'Author') : t('买家', 'Buyer') }],
    [['order', 'review', 'account'], { name: 'device', label: t('设备令牌', 'Device token') }],
    [['order'], { name: 'payer', label: t('付款钱包令牌', 'Wallet token') }],
    [['order'], { name: 'address', label: t('地址令牌', 'Address token') }],
    [['order', 'account'], { name: 'ip', label: t('网络地址令牌', 'Network token') }],
  ];
  return [...filters, ...tokens.filter(([kinds]) => kinds.includes(kind)).map(([, filter]) => filter)];
}

// ---- Columns ---------------------------------------------------------------------------------

export function columnsOf(kind: MarketKind): Column<MarketRow>[] {
  const id: Column<MarketRow> = { key: 'id', title: t('编号', 'Id') };
  const judged: Column<MarketRow>[] = [
    { key: 'probability', title: t('作弊概率', 'Probability'), number: true, text: (row) => percent(row.probability_ppm) },
    { key: 'outcome', title: t('结论', 'Outcome'), text: (row) => outcomeName(row.outcome) },
    { key: 'ring', title: t('团伙', 'Ring'), minor: true, text: (row) => row.ring ?? '' },
    { key: 'reasons', title: t('理由', 'Reasons'), wide: true, text: (row) => row.reasons.map(reasonName).join(t('、', ', ')) },
  ];
  const merchant: Column<MarketRow> = { key: 'merchant', title: t('商家', 'Merchant'), text: (row) => row.merchant ?? '' };
  switch (kind) {
    case 'order':
      return [
        id,
        { key: 'at', title: t('下单', 'Placed'), text: (row) => moment(row.at_ms) },
        merchant,
        { key: 'buyer', title: t('买家', 'Buyer'), minor: true, text: (row) => row.buyer ?? '' },
        { key: 'amount', title: t('金额', 'Amount'), number: true, text: (row) => money(row.amount) },
        ...judged,
      ];
    case 'review':
      return [
        id,
        { key: 'at', title: t('发布', 'Posted'), text: (row) => moment(row.at_ms) },
        merchant,
        { key: 'account', title: t('评价人', 'Author'), minor: true, text: (row) => row.account ?? '' },
        { key: 'stars', title: t('星级', 'Stars'), number: true, text: (row) => row.stars ?? '' },
        ...judged,
      ];
    case 'account':
      return [
        id,
        { key: 'registered', title: t('注册', 'Registered'), minor: true, text: (row) => moment(row.registered_ms) },
        { key: 'orders', title: t('订单', 'Orders'), number: true, text: (row) => count(row.orders) },
        { key: 'amount', title: t('订单金额', 'Amount'), number: true, text: (row) => money(row.amount) },
        ...judged,
      ];
    case 'merchant':
      return [
        id,
        { key: 'category', title: t('类目', 'Category'), minor: true, text: (row) => row.category ?? '' },
        { key: 'region', title: t('地区', 'Region'), minor: true, text: (row) => regionOf(row) },
        { key: 'orders', title: t('订单', 'Orders'), number: true, text: (row) => count(row.orders) },
        { key: 'fake_orders', title: t('其中作弊', 'Of these fake'), number: true, text: (row) => count(row.fake_orders) },
        { key: 'fake_amount', title: t('作弊金额', 'Fake amount'), number: true, text: (row) => money(row.fake_amount) },
        ...judged,
      ];
  }
}

/** 广东省/广州市/番禺区 -> 广州市番禺区, or the code. */
export function regionOf(row: Pick<MarketRow, 'region' | 'region_name'>): string {
  const parts = row.region_name?.split('/') ?? [];
  return parts.length > 0 ? parts.slice(-2).join('') : (row.region ?? '');
}
