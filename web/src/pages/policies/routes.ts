import { SetUp } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const needs = 'policies:read';

export const routes: RouteRecordRaw[] = [
  {
    path: '/policies',
    component: () => import('./Policies.vue'),
    meta: { title: { zh: '策略', en: 'Policy' }, needs, nav: { group: 'rule', order: 1, icon: SetUp } },
  },
  {
    path: '/policies/edit',
    component: () => import('./EditPolicy.vue'),
    meta: { title: { zh: '写策略', en: 'Write a policy' }, needs: 'policies:write' },
  },
  {
    path: '/policies/:version(\\d+)',
    component: () => import('./Policy.vue'),
    meta: { title: { zh: '策略版本', en: 'Policy version' }, needs },
  },
  {
    path: '/backtests/:number(\\d+)',
    component: () => import('./Backtest.vue'),
    meta: { title: { zh: '回测', en: 'Backtest' }, needs },
  },
];
