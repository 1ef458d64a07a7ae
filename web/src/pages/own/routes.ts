import { Shop } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/own',
    component: () => import('./Own.vue'),
    meta: { title: { zh: '我的店铺', en: 'My shop' }, needs: 'own:read', nav: { group: 'own', order: 1, icon: Shop } },
  },
];
