import { Odometer } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    component: () => import('./Overview.vue'),
    meta: {
      title: { zh: '总览', en: 'Overview' },
      needs: 'decisions:read',
      nav: { group: 'today', order: 10, icon: Odometer },
    },
  },
];
