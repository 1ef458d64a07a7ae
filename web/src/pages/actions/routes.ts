import { Bell, ChatLineSquare, Lock, ScaleToOriginal } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const needs = 'actions:read';

export const routes: RouteRecordRaw[] = [
  {
    path: '/actions',
    component: () => import('./Actions.vue'),
    meta: { title: { zh: '处置', en: 'Actions' }, needs, nav: { group: 'act', order: 10, icon: Lock } },
  },
  {
    path: '/actions/:id',
    component: () => import('./ActionPage.vue'),
    meta: { title: { zh: '处置', en: 'Action' }, needs },
  },
  {
    path: '/appeals',
    component: () => import('./Appeals.vue'),
    meta: { title: { zh: '申诉', en: 'Appeals' }, needs, nav: { group: 'act', order: 30, icon: ChatLineSquare } },
  },
  {
    path: '/appeals/:id',
    component: () => import('./AppealPage.vue'),
    meta: { title: { zh: '申诉', en: 'Appeal' }, needs },
  },
  {
    path: '/alerts',
    component: () => import('./Alerts.vue'),
    meta: { title: { zh: '告警和刹车', en: 'Alerts and brake' }, needs, nav: { group: 'act', order: 40, icon: Bell } },
  },
  {
    path: '/reconciliation',
    component: () => import('./Reconciliation.vue'),
    meta: { title: { zh: '对账', en: 'Reconciliation' }, needs, nav: { group: 'act', order: 50, icon: ScaleToOriginal } },
  },
];
