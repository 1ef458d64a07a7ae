import { Key, Tickets, User } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/people',
    component: () => import('./People.vue'),
    meta: { title: { zh: '人员', en: 'People' }, needs: 'people:read', nav: { group: 'run', order: 30, icon: User } },
  },
  {
    path: '/keys',
    component: () => import('./Keys.vue'),
    meta: { title: { zh: '密钥', en: 'Keys' }, needs: 'keys:read', nav: { group: 'run', order: 31, icon: Key } },
  },
  {
    path: '/audit',
    component: () => import('./Audit.vue'),
    meta: { title: { zh: '变更记录', en: 'Changes' }, needs: 'people:read', nav: { group: 'run', order: 32, icon: Tickets } },
  },
  {
    path: '/me',
    component: () => import('./Me.vue'),
    meta: { title: { zh: '我的账号', en: 'My account' } },
  },
];
