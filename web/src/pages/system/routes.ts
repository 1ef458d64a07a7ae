import { Monitor } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/system',
    component: () => import('./System.vue'),
    meta: {
      title: { zh: '系统', en: 'System' },
      needs: 'metrics:read',
      nav: { group: 'run', order: 40, icon: Monitor },
    },
  },
];
