import { ChatLineSquare, List, Shop, User } from '@element-plus/icons-vue';
import type { Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import type { Both } from '@/i18n';
import type { MarketKind } from './lists';

function pair(kind: MarketKind, list: Both, one: Both, order: number, icon: Component): RouteRecordRaw[] {
  return [
    {
      path: `/${kind}s`,
      component: () => import('./MarketList.vue'),
      props: { kind },
      meta: { title: list, needs: 'market:read', nav: { group: 'find', order, icon } },
    },
    {
      path: `/${kind}s/:id`,
      component: () => import('./WhyPage.vue'),
      props: (route) => ({ kind, id: String(route.params.id) }),
      meta: { title: one, needs: 'market:read' },
    },
  ];
}

export const routes: RouteRecordRaw[] = [
  ...pair('order', { zh: '订单', en: 'Orders' }, { zh: '订单', en: 'Order' }, 20, List),
  ...pair('review', { zh: '评价', en: 'Reviews' }, { zh: '评价', en: 'Review' }, 21, ChatLineSquare),
  ...pair('account', { zh: '账号', en: 'Accounts' }, { zh: '账号', en: 'Account' }, 22, User),
  ...pair('merchant', { zh: '商家', en: 'Merchants' }, { zh: '商家', en: 'Merchant' }, 23, Shop),
];
