// What are the things called that the server names by code? Bilingual, one place for all pages.
import { both, type Both } from '@/i18n';

type Words = Record<string, Both>;

/** The word for a code; a code that nobody told us of stands for itself. */
const say = (words: Words) => (code: string) => (words[code] ? both(words[code]) : code);

const kinds: Words = {
  order: { zh: '订单', en: 'order' },
  review: { zh: '评价', en: 'review' },
  account: { zh: '账号', en: 'account' },
  merchant: { zh: '商家', en: 'merchant' },
  device: { zh: '设备', en: 'device' },
  payer: { zh: '钱包', en: 'wallet' },
  wallet: { zh: '钱包', en: 'wallet' },
  address: { zh: '地址', en: 'address' },
  ip: { zh: '网络地址', en: 'network address' },
  ring: { zh: '团伙', en: 'ring' },
  item: { zh: '商品', en: 'item' },
  action: { zh: '处置', en: 'action' },
  decision: { zh: '判定', en: 'decision' },
  appeal: { zh: '申诉', en: 'appeal' },
  event: { zh: '事件', en: 'event' },
  parcel: { zh: '运单', en: 'waybill' },
};
export const kindName = say(kinds);

const outcomes: Words = {
  allow: { zh: '放行', en: 'Allowed' },
  review: { zh: '待复核', en: 'To review' },
  block: { zh: '拦截', en: 'Blocked' },
};
export const outcomeName = say(outcomes);

const tiers: Words = {
  placed: { zh: '下单时', en: 'when placed' },
  '1h': { zh: '1 小时后', en: 'after 1 h' },
  '24h': { zh: '1 天后', en: 'after 1 day' },
  '72h': { zh: '3 天后', en: 'after 3 days' },
  epoch: { zh: '全局判定', en: 'whole market' },
};
export const tierName = say(tiers);

const schemes: Words = {
  cashback: { zh: '返现刷单', en: 'Cash-back brushing' },
  'phone-farm': { zh: '群控小号', en: 'Phone farm' },
  'experience-officer': { zh: '体验官免单', en: 'Experience officers' },
  'forged-parcel': { zh: '虚构物流', en: 'Forged parcels' },
  subsidy: { zh: '骗取补贴', en: 'Subsidy fraud' },
  extortion: { zh: '差评敲诈', en: 'Bad-review extortion' },
  rival: { zh: '反向刷单', en: 'Rival brushing' },
  'like-farm': { zh: '刷赞', en: 'Like farm' },
  'keyword-task': { zh: '关键词任务', en: 'Keyword tasks' },
  agency: { zh: '代运营刷单', en: 'Agency brushing' },
  template: { zh: '模板好评', en: 'Template praise' },
  mixed: { zh: '混合手法', en: 'Mixed means' },
};
export const schemeName = say(schemes);
export const schemeCodes = Object.keys(schemes);

const actions: Words = {
  hold_settlement: { zh: '暂缓结算', en: 'Hold the settlement' },
  exclude_from_sales: { zh: '不计入销量', en: "Don't count as sold" },
  exclude_from_rank: { zh: '不计入排名', en: "Don't count for ranking" },
  fold_review: { zh: '折叠评价', en: 'Fold the review' },
  block_cashback: { zh: '停发补贴和返现', en: 'Pay no subsidy or rebate' },
  claw_back_commission: { zh: '追回佣金', en: 'Claw back the commission' },
  require_verification: { zh: '要求核验身份', en: 'Require verification' },
  freeze_account: { zh: '冻结账号', en: 'Freeze the account' },
  open_case: { zh: '开案人工核查', en: 'Open a case' },
};
export const actionName = say(actions);
export const actionCodes = Object.keys(actions);

const states: Words = {
  none: { zh: '无', en: 'None' },
  decided: { zh: '已决定', en: 'Decided' },
  due: { zh: '待执行', en: 'Due' },
  applied: { zh: '已生效', en: 'In force' },
  refused: { zh: '平台拒绝', en: 'Refused' },
  released: { zh: '已放行', en: 'Released' },
  captured: { zh: '已扣款', en: 'Captured' },
  voided: { zh: '已作废', en: 'Voided' },
  expired: { zh: '已到期', en: 'Expired' },
  undone: { zh: '已撤销', en: 'Undone' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  unconfirmed: { zh: '未获确认', en: 'Unconfirmed' },
  braked: { zh: '被刹车拦下', en: 'Braked' },
};
export const stateName = say(states);
export const stateCodes = Object.keys(states).filter((code) => code !== 'none');
