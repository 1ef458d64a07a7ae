import { both, type Both } from '@/i18n';

const roles: Record<string, Both> = {
  analyst: { zh: '分析员', en: 'Analyst' },
  lead: { zh: '主管', en: 'Lead' },
  merchant: { zh: '商家', en: 'Merchant' },
  auditor: { zh: '审计', en: 'Auditor' },
  admin: { zh: '管理员', en: 'Administrator' },
};

export const roleName = (role: string) => (roles[role] ? both(roles[role]) : role);
export const roleCodes = Object.keys(roles);

const permissions: Record<string, Both> = {
  'events:write': { zh: '送事件', en: 'send events' },
  'decisions:write': { zh: '询问判定', en: 'ask for a decision' },
  'decisions:read': { zh: '看判定和理由', en: 'read decisions and why' },
  'actions:read': { zh: '看处置', en: 'read actions' },
  'actions:write': { zh: '处置、放行、撤销', en: 'take, release and undo actions' },
  'actions:acknowledge': { zh: '回报处置已执行', en: 'acknowledge actions' },
  'labels:write': { zh: '下结论', en: 'say what is fake or honest' },
  'market:read': { zh: '看订单、账号、商家、团伙', en: 'read orders, accounts, merchants, rings' },
  'protected:read': { zh: '看个人信息（会留痕）', en: 'read personal data (recorded)' },
  'policies:read': { zh: '看策略', en: 'read policies' },
  'policies:write': { zh: '提出、回测策略', en: 'propose and backtest policies' },
  'policies:approve': { zh: '批准策略', en: 'approve policies' },
  'epochs:write': { zh: '立即全局判定', en: 'settle the whole market now' },
  'ledger:read': { zh: '看账本和证明', en: 'read the ledger and its proofs' },
  'metrics:read': { zh: '看运行指标', en: "read the server's metrics" },
  'people:read': { zh: '看账号', en: 'list people' },
  'people:write': { zh: '管理账号', en: 'add and change people' },
  'keys:read': { zh: '看密钥', en: 'list API keys' },
  'keys:write': { zh: '管理密钥', en: 'make and revoke API keys' },
  'own:read': { zh: '看自己店铺的事', en: "read what concerns one's own shop" },
  'own:write': { zh: '为自己店铺申诉', en: "answer for one's own shop" },
  'ledger:cosign': { zh: '以见证人身份联署', en: "hand in a witness's cosignatures" },
};

export const permissionName = (code: string) => (permissions[code] ? both(permissions[code]) : code);
export const permissionCodes = Object.keys(permissions);

const means: Record<string, Both> = {
  analyst: { zh: '看案子，复核，处置和撤销，提出策略', en: 'reads cases, reviews, acts and undoes, proposes policies' },
  lead: { zh: '分析员的全部，再加批准策略、立即全局判定', en: 'all that an analyst may; approves policies, settles the whole market' },
  merchant: { zh: '只看自己店铺的处置和原因，写申诉', en: 'sees what was done about one shop and why, and appeals' },
  auditor: { zh: '什么都能看，什么都不能改', en: 'reads everything, changes nothing' },
  admin: { zh: '管理账号和密钥，看不到市场数据', en: 'keeps people and keys, sees nothing of the market' },
};
export const roleMeans = (role: string) => (means[role] ? both(means[role]) : '');

const changes: Record<string, Both> = {
  'person.create': { zh: '新建账号', en: 'Added a person' },
  'person.change': { zh: '修改账号', en: 'Changed a person' },
  'password.change': { zh: '修改密码', en: 'Changed the password' },
  'key.create': { zh: '新建密钥', en: 'Made a key' },
  'key.revoke': { zh: '吊销密钥', en: 'Revoked a key' },
};
export const changeName = (what: string) => (changes[what] ? both(changes[what]) : what);
export const changeCodes = Object.keys(changes);
