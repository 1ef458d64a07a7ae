import { Files } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/batches',
    component: () => import('./Batches.vue'),
    meta: { title: { zh: '批次', en: 'Batches' }, needs: 'actions:read', nav: { group: 'act', order: 30, icon: Files } },
  },
  {
    path: '/batches/:id',
    component: () => import('./Batch.vue'),
    meta: { title: { zh: '批次', en: 'Batch' }, needs: 'actions:read' },
  },
];
