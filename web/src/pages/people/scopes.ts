// What may a key be for? The permissions that a key can have, and the sets that are usually wanted.
import type { Both } from '@/i18n';

export const scopeCodes = [
  'events:write', 'decisions:write', 'decisions:read', 'actions:read', 'actions:write', 'actions:acknowledge',
  'labels:write', 'market:read', 'policies:read', 'policies:write', 'epochs:write', 'ledger:read', 'metrics:read',
  'ledger:cosign',
];

/** Those with which somebody could do harm in the people's name. */
export const heavy = new Set(['actions:write', 'labels:write', 'policies:write', 'epochs:write']);

export const purposes: { name: Both; scopes: string[] }[] = [
  { name: { zh: '平台接入', en: 'The marketplace' }, scopes: ['events:write', 'decisions:write', 'actions:acknowledge'] },
  { name: { zh: '只读报表', en: 'Reports, read only' }, scopes: ['decisions:read', 'actions:read', 'market:read', 'policies:read'] },
  { name: { zh: '监控', en: 'Monitoring' }, scopes: ['metrics:read'] },
  { name: { zh: '审计副本', en: 'A copy of the ledger' }, scopes: ['ledger:read'] },
];
