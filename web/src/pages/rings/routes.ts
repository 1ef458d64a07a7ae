import { Connection } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/rings',
    component: () => import('./Rings.vue'),
    meta: { title: { zh: '团伙', en: 'Rings' }, needs: 'decisions:read', nav: { group: 'find', order: 10, icon: Connection } },
  },
  {
    path: '/rings/:id',
    component: () => import('./Ring.vue'),
    meta: { title: { zh: '团伙', en: 'Ring' }, needs: 'decisions:read' },
  },
  {
    path: '/rings/:id/act',
    component: () => import('./Act.vue'),
    meta: { title: { zh: '处置团伙', en: 'Act on a ring' }, needs: 'actions:write' },
  },
];
