import { Notebook } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const needs = 'ledger:read';

export const routes: RouteRecordRaw[] = [
  {
    path: '/ledger',
    component: () => import('./Ledger.vue'),
    meta: { title: { zh: '账本', en: 'Ledger' }, needs, nav: { group: 'prove', order: 10, icon: Notebook } },
  },
  {
    path: '/ledger/:index(\\d+)',
    component: () => import('./Leaf.vue'),
    meta: { title: { zh: '账本的叶子', en: 'A leaf of the ledger' }, needs },
  },
];
