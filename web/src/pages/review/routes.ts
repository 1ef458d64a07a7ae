import { Reading } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/review',
    component: () => import('./Review.vue'),
    meta: {
      title: { zh: '复核', en: 'Review queue' },
      needs: 'labels:write',
      nav: { group: 'today', order: 20, icon: Reading },
    },
  },
];
