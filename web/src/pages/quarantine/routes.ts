import { Warning } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/quarantine',
    component: () => import('./Quarantine.vue'),
    meta: { title: { zh: '隔离区', en: 'Quarantine' }, needs: 'market:read', nav: { group: 'run', order: 20, icon: Warning } },
  },
  {
    path: '/quarantine/lines',
    component: () => import('./Lines.vue'),
    meta: { title: { zh: '被隔离的行', en: 'Quarantined lines' }, needs: 'market:read' },
  },
];
