import type { NavGroup } from '@/router';
import type { Both } from '@/i18n';

export const groups: { group: NavGroup; name: Both }[] = [
  { group: 'today', name: { zh: '今天', en: 'Today' } },
  { group: 'find', name: { zh: '发现', en: 'Find' } },
  { group: 'act', name: { zh: '处置', en: 'Act' } },
  { group: 'rule', name: { zh: '规则', en: 'Rules' } },
  { group: 'prove', name: { zh: '证据', en: 'Evidence' } },
  { group: 'run', name: { zh: '运行', en: 'Operation' } },
  { group: 'own', name: { zh: '我的店铺', en: 'My shop' } },
];
