// What do the events of a market say, in words? Types, fields and values as docs/events.md has them.
import { moment } from '@/format';
import { both, type Both } from '@/i18n';
import { saidIn, type Unit } from './units';

const types: Record<string, Both> = {
  'merchant.opened': { zh: '开店', en: 'Merchant opened' },
  'campaign.declared': { zh: '申报活动', en: 'Campaign declared' },
  'account.registered': { zh: '注册账号', en: 'Account registered' },
  'item.viewed': { zh: '浏览商品', en: 'Item viewed' },
  'order.placed': { zh: '下单', en: 'Order placed' },
  'order.paid': { zh: '付款', en: 'Order paid' },
  'order.cancelled': { zh: '取消订单', en: 'Order cancelled' },
  'order.refunded': { zh: '退款', en: 'Order refunded' },
  'parcel.shipped': { zh: '发货', en: 'Parcel shipped' },
  'parcel.scanned': { zh: '途中扫描', en: 'Parcel scanned' },
  'parcel.delivered': { zh: '签收', en: 'Parcel delivered' },
  'service.redeemed': { zh: '到店核销', en: 'Service redeemed' },
  'review.posted': { zh: '发布评价', en: 'Review posted' },
  'review.removed': { zh: '撤下评价', en: 'Review removed' },
  'review.liked': { zh: '给评价点赞', en: 'Review liked' },
  'transfer.made': { zh: '转账', en: 'Transfer made' },
  'staff.accessed': { zh: '员工查看或改动', en: 'Accessed by staff' },
  'message.posted': { zh: '发布消息', en: 'Message posted' },
  'page.seen': { zh: '看到网页', en: 'Page seen' },
};

interface Field extends Both {
  unit: Unit | 'time';
}

const field = (zh: string, en: string, unit: Field['unit'] = 'text'): Field => ({ zh, en, unit });

const fields: Record<string, Field> = {
  id: field('事件编号', 'Event id'),
  source: field('来源', 'Sent by'),
  at: field('发生时刻', 'When it happened', 'time'),
  merchant: field('商家', 'Merchant'),
  category: field('类目', 'Category'),
  region: field('行政区划', 'Division'),
  payee: field('收款钱包', 'Payee wallet'),
  campaign: field('活动', 'Campaign'),
  item: field('商品', 'Item'),
  kind: field('种类', 'Kind'),
  account: field('账号', 'Account'),
  device: field('设备', 'Device'),
  ip: field('网络地址', 'Network address'),
  identity: field('身份', 'Identity'),
  inviter: field('邀请人', 'Invited by'),
  keyword: field('搜索词', 'Search words'),
  rank: field('结果里的名次', 'Place in the results', 'count'),
  dwell_s: field('停留', 'Dwelt', 'seconds'),
  order: field('订单', 'Order'),
  buyer: field('买家', 'Buyer'),
  quantity: field('件数', 'Pieces', 'count'),
  amount: field('金额', 'Amount', 'money'),
  subsidy: field('其中补贴', 'Of it subsidy', 'money'),
  address: field('收货地址', 'Address'),
  payer: field('付款钱包', 'Payer wallet'),
  parcel: field('运单', 'Waybill'),
  carrier: field('承运商', 'Carrier'),
  weight_g: field('重量', 'Weight', 'grams'),
  origin: field('发货地', 'Shipped from'),
  place: field('地点', 'Place'),
  review: field('评价', 'Review'),
  stars: field('星级', 'Stars', 'stars'),
  text: field('内容', 'Text'),
  images: field('图片', 'Pictures'),
  by: field('谁撤的', 'By whom'),
  note: field('附言', 'Note'),
  staff: field('员工', 'Member of staff'),
  resource: field('动了什么', 'What was accessed'),
  action: field('怎么动的', 'How'),
  channel: field('在哪里发的', 'Channel'),
  url: field('网址', 'Address of the page'),
  brand: field('品牌', 'Brand'),
};

/** Where more of it is: its page, or the orders that have it too. */
const pages: Record<string, string> = {
  order: '/orders/',
  review: '/reviews/',
  account: '/accounts/',
  buyer: '/accounts/',
  inviter: '/accounts/',
  merchant: '/merchants/',
  device: '/orders?device=',
  ip: '/orders?ip=',
  address: '/orders?address=',
  payer: '/orders?payer=',
  payee: '/orders?payer=',
};

function said(value: unknown, unit: Field['unit']): string {
  if (typeof value === 'string') {
    const ms = unit === 'time' ? Date.parse(value) : NaN;
    return Number.isNaN(ms) ? value : moment(ms, 'second');
  }
  return typeof value === 'number' && unit !== 'time' ? saidIn(unit, value) : JSON.stringify(value);
}

export const eventTypes = Object.keys(types);
export const eventTypeName = (type: string) => (types[type] ? both(types[type]) : type);

export interface EventField {
  key: string;
  name: string;
  text: string;
  to: string | null;
}

/** Of an event as it was sent; a field that nobody told us of stands for itself. Not the type. */
export function eventFields(line: string): EventField[] {
  const event = readable(line);
  return Object.entries(event)
    .filter(([key, value]) => key !== 'type' && value !== null)
    .map(([key, value]) => {
      const known = fields[key];
      const page = typeof value === 'string' ? pages[key] : undefined;
      return { key, name: known ? both(known) : key, text: said(value, known?.unit ?? 'text'), to: page ? page + encodeURIComponent(value as string) : null };
    });
}

/** The fields, of a CloudEvent too. */
function readable(line: string): Record<string, unknown> {
  const event = JSON.parse(line) as Record<string, unknown>;
  const { data, time, specversion, ...head } = event;
  return specversion && data && typeof data === 'object' ? { ...head, at: time, ...data } : event;
}
