// Which pages are there? Each folder of pages/ brings its own (routes.ts); the navigation is made
// of what they say about themselves. Addresses live behind the hash, so the server has one page.
import type { Component } from 'vue';
import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router';
import type { Both } from '@/i18n';

export type NavGroup = 'today' | 'find' | 'act' | 'rule' | 'prove' | 'run' | 'own';

declare module 'vue-router' {
  interface RouteMeta {
    title: Both;
    needs?: string; // a permission; without it the page says "denied"
    nav?: { group: NavGroup; order: number; icon: Component };
  }
}

const folders = import.meta.glob<{ routes: RouteRecordRaw[] }>('./pages/*/routes.ts', { eager: true });

export const pages: RouteRecordRaw[] = Object.values(folders).flatMap((folder) => folder.routes);

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    ...pages,
    {
      path: '/:rest(.*)*',
      component: () => import('./pages/entry/NotFound.vue'),
      meta: { title: { zh: '没有这一页', en: 'No such page' } },
    },
  ],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
});
