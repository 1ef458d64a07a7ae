import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/events/:id',
    component: () => import('./EventPage.vue'),
    props: (route) => ({ id: String(route.params.id) }),
    meta: { title: { zh: '事件', en: 'Event' }, needs: 'market:read' },
  },
];
