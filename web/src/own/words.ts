// How is a merchant told what was done? In words of everyday trade, and what it means for the shop.
import { t } from '@/i18n';
import { money } from '@/format';
import type { OwnAction, OwnReason } from './source';

interface Told {
  name: string;
  means: string;
}

export function toldOf(kind: string): Told {
  switch (kind) {
    case 'hold_settlement':
      return {
        name: t('暂缓结算', 'Payment on hold'),
        means: t('这笔货款先不结算，但没有被扣走。查清后照常结算；到期仍未查清，也会自动结算。', 'This payment waits, but nothing was taken. It is paid as usual once things are clear, and by itself at the latest on the day below.'),
      };
    case 'exclude_from_sales':
      return {
        name: t('不计入销量', 'Not counted as sold'),
        means: t('买卖本身不受影响，只是不算进店铺的销量。', 'The sale itself is not touched; it just does not add to the shop’s sales figures.'),
      };
    case 'exclude_from_rank':
      return {
        name: t('不计入排名', 'Not counted for ranking'),
        means: t('这笔订单不影响搜索排名。', 'This order has no effect on search ranking.'),
      };
    case 'fold_review':
      return {
        name: t('折叠评价', 'Review folded'),
        means: t('这条评价默认收起，没有删除。', 'This review is folded away, not deleted.'),
      };
    case 'block_cashback':
      return {
        name: t('停发补贴和返现', 'Subsidy and rebate on hold'),
        means: t('这笔订单的补贴和返现先不发。', 'No subsidy or rebate is paid for this order for now.'),
      };
    case 'claw_back_commission':
      return {
        name: t('追回佣金', 'Commission reclaimed'),
        means: t('这笔订单的推广佣金要退回。', 'The commission for this order is to be returned.'),
      };
    case 'require_verification':
      return {
        name: t('需要核验', 'Verification needed'),
        means: t('完成平台的核验后自动解除。', 'It ends once the marketplace has verified the shop.'),
      };
    default:
      return { name: kind, means: '' };
  }
}

type Tone = 'plain' | 'good' | 'warning' | 'danger' | 'accent';

export function standing(state: OwnAction['state']): { name: string; tone: Tone } {
  switch (state) {
    case 'in_force':
      return { name: t('生效中', 'In force'), tone: 'warning' };
    case 'released':
      return { name: t('已解除', 'Released'), tone: 'good' };
    case 'captured':
      return { name: t('已扣划', 'Taken'), tone: 'danger' };
    case 'voided':
      return { name: t('已作废', 'Voided'), tone: 'good' };
    case 'expired':
      return { name: t('已到期', 'Ended by time'), tone: 'plain' };
    case 'undone':
      return { name: t('已撤销', 'Taken back'), tone: 'good' };
    default:
      return { name: t('未执行', 'Not carried out'), tone: 'plain' };
  }
}

export function appealStanding(state: string): { name: string; tone: Tone } {
  switch (state) {
    case 'granted':
      return { name: t('申诉成立', 'Granted'), tone: 'good' };
    case 'rejected':
      return { name: t('未获支持', 'Not granted'), tone: 'plain' };
    default:
      return { name: t('等待答复', 'Waiting for an answer'), tone: 'accent' };
  }
}

/** What would clear a reason; nothing where nothing could be shown. */
export function clearedBy(reason: OwnReason): string | null {
  const said = t(reason.clears_zh, reason.clears_en);
  return said === '—' ? null : said;
}

/** How much of the money is where: "¥120.00", and what of it was already paid or taken. */
export function amountOf(action: OwnAction): string {
  const parts = [money(action.amount)];
  if (action.released > 0) {
    parts.push(t(`已结算 ${money(action.released)}`, `${money(action.released)} paid`));
  }
  if (action.captured > 0) {
    parts.push(t(`已扣划 ${money(action.captured)}`, `${money(action.captured)} taken`));
  }
  return parts.join(t('，', ', '));
}
