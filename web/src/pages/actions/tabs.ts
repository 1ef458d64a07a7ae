// Which actions does each tab of the list show, and in what order?
import { t } from '@/i18n';
import { stateName } from '@/words/market';

export const overdue_ms = 3_600_000; // as the reconciliation counts

export interface ListQuery {
  state?: string;
  ended?: string;
  order?: 'id' | 'changed_ms' | 'amount' | 'expires_ms' | 'awaits_ms';
  from?: number;
  to?: number;
}

export interface Tab {
  name: string;
  title: () => string;
  says: () => string;
  none: () => string; // when there are none
  parts: string[]; // states, or ways to have ended; the first is shown first
  query: (part: string, now: number) => ListQuery;
}

export const tabs: Tab[] = [
  {
    name: 'pending',
    title: () => t('待执行', 'Pending'),
    says: () => t('“待执行”已请平台执行、还没有答复；“已决定”还在等规则里的延迟。', '“Due”: the marketplace is asked and has not answered. “Decided”: waiting out the delay of the rule.'),
    none: () => t('没有在等的：平台都答复了。已经执行的在「已生效」。', 'Nothing waits: the marketplace has answered all. What it did is under “In force”.'),
    parts: ['due', 'decided'],
    query: (part) => ({ state: part }),
  },
  {
    name: 'applied',
    title: () => t('已生效', 'In force'),
    says: () => t('平台已经执行，到期自动结束。', 'Carried out by the marketplace; they end by themselves.'),
    none: () => t('没有生效中的处置', 'No action is in force'),
    parts: [],
    query: () => ({ state: 'applied' }),
  },
  {
    name: 'overdue',
    title: () => t('逾期未答', 'Overdue'),
    says: () => t('平台一小时还没有答复的，等得最久的在前。', 'Not answered by the marketplace within an hour, the longest waiting first.'),
    none: () => t('没有逾期的：平台都按时答复了', 'None: the marketplace answers in time'),
    parts: [],
    query: (_, now) => ({ order: 'awaits_ms', from: 1, to: now - overdue_ms }),
  },
  {
    name: 'ended',
    title: () => t('已结束', 'Ended'),
    says: () => t('怎样结束的都在这里，撤销的另成一栏。', 'However they ended; what was undone has a tab of its own.'),
    none: () => t('没有这样结束的处置', 'None ended in this way'),
    parts: ['expired', 'released', 'captured', 'voided', 'refused', 'unconfirmed'],
    query: (part) => (part === 'refused' || part === 'unconfirmed' ? { state: part } : { ended: part }),
  },
  {
    name: 'undone',
    title: () => t('已撤销', 'Undone'),
    says: () => t('被人撤销的，当作没有发生。', 'Taken back by people, as if they had never been.'),
    none: () => t('没有被撤销的处置', 'None was undone'),
    parts: [],
    query: () => ({ ended: 'undone' }),
  },
];

export const partName = (part: string) => stateName(part);

export const orderNames = () => [
  { value: 'changed_ms', label: t('最近变动在前', 'Latest change first') },
  { value: 'amount', label: t('金额大的在前', 'Largest amount first') },
  { value: 'expires_ms', label: t('快到期的在前', 'Ending soonest first') },
];
