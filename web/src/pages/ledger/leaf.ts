// What does a leaf say? In a line. Leaves are of five types; one that this page doesn't know yet
// stands for itself. docs/formats/ledger.md
import { count } from '@/format';
import { both, t, type Both } from '@/i18n';
import { actionName, kindName, outcomeName, stateName } from '@/words/market';

export type Leaf = Record<string, unknown>;

const types: Record<string, Both> = {
  decision: { zh: '判定', en: 'Decision' },
  action: { zh: '处置', en: 'Action' },
  command: { zh: '命令', en: 'Command' },
  epoch: { zh: '全局判定', en: 'Whole market' },
  events: { zh: '事件块', en: 'Events' },
};

const commands: Record<string, Both> = {
  'policy.propose': { zh: '提出策略', en: 'proposed a policy' },
  'policy.approve': { zh: '批准策略', en: 'approved a policy' },
  'policy.reject': { zh: '驳回策略', en: 'rejected a policy' },
  'policy.restore': { zh: '恢复旧策略', en: 'restored a policy' },
  'action.order': { zh: '对处置下令', en: 'gave an order on an action' },
  'action.take': { zh: '下处置', en: 'took an action' },
  label: { zh: '下结论', en: 'labelled' },
  'protected.read': { zh: '看了受保护的数据', en: 'read protected data' },
  'epoch.begin': { zh: '发起全局判定', en: 'had the market settled' },
  audit: { zh: '改了账号或密钥', en: 'changed a person or a key' },
  'appeal.make': { zh: '申诉', en: 'appealed' },
  'appeal.answer': { zh: '答复申诉', en: 'answered an appeal' },
};

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const number = (value: unknown) => (typeof value === 'number' ? value : 0);

export function typeOf(leaf: Leaf): string {
  const type = text(leaf.type);
  return types[type] ? both(types[type]) : type;
}

function commandLine(leaf: Leaf): string {
  const command = text(leaf.command);
  if (command === 'action.order' && leaf.by === 'marketplace') {
    return t('平台回报了处置的结果', 'the marketplace answered on an action');
  }
  const did = commands[command] ? both(commands[command]) : command;
  const failed = leaf.done === false ? t('（没成）', ' (refused)') : '';
  return `${text(leaf.by)} ${did}${failed}`;
}

export function lineOf(leaf: Leaf): string {
  switch (leaf.type) {
    case 'decision':
      return `${kindName(text(leaf.subject_kind))}${t('：', ': ')}${outcomeName(text(leaf.outcome))}`;
    case 'action':
      return `${actionName(text(leaf.kind))}${t('：', ': ')}${stateName(text(leaf.from))} → ${stateName(text(leaf.to))}`;
    case 'command':
      return commandLine(leaf);
    case 'epoch':
      return t(`看了 ${count(number(leaf.events))} 个事件，${count(number(leaf.rings_found))} 个团伙`, `${count(number(leaf.events))} events seen, ${count(number(leaf.rings_found))} rings`);
    case 'events':
      return t(`日志第 ${number(leaf.from)} 至 ${number(leaf.to)} 条的散列`, `the hash of records ${number(leaf.from)} to ${number(leaf.to)} of the log`);
    default:
      return '';
  }
}

/** By the ledger's own word; null if the leaf doesn't say. */
export function momentOf(leaf: Leaf): number | null {
  const at = Date.parse(text(leaf.at));
  return Number.isNaN(at) ? null : at;
}

/** Where the console shows what the leaf is about. */
export function pageOf(leaf: Leaf): { kind: string; id: string } | null {
  if (leaf.type === 'decision' && text(leaf.decision)) {
    return { kind: 'decision', id: text(leaf.decision) };
  }
  return leaf.type === 'action' && text(leaf.action) ? { kind: 'action', id: text(leaf.action) } : null;
}
