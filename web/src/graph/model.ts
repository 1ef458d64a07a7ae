// What is a ring's picture made of? Members and links as the server tells them, and their names.
import type { Schemas } from '@/api/client';
import { both, type Both } from '@/i18n';

export type RingGraph = Schemas['RingGraph'];
export type Member = Schemas['RingMember'];
export type Link = Schemas['RingLink'];
export type LinkKind = Schemas['LinkKind'];
export type MemberKind = Member['kind'];

export const memberKinds: MemberKind[] = ['payer', 'account', 'merchant', 'device', 'address'];
export const linkKinds: LinkKind[] = ['bought_at', 'paid', 'reviewed', 'shares_device', 'shares_address', 'shares_payer'];

/** Links that move in time, each occurrence an event; the others are there from their first time. */
export const movingKinds: LinkKind[] = ['bought_at', 'paid', 'reviewed'];

const linkWords: Record<LinkKind, Both> = {
  bought_at: { zh: '下单', en: 'Orders' },
  paid: { zh: '付钱', en: 'Payments' },
  reviewed: { zh: '评价', en: 'Reviews' },
  shares_device: { zh: '共用设备', en: 'Shared device' },
  shares_address: { zh: '共用地址', en: 'Shared address' },
  shares_payer: { zh: '共用钱包', en: 'Shared wallet' },
};
export const linkName = (kind: LinkKind) => both(linkWords[kind]);

/** How sure the judge is of a member. */
export type Doubt = 'likely' | 'open' | 'low' | 'unjudged';

export function doubtOf(ppm: number | null): Doubt {
  if (ppm === null) {
    return 'unjudged';
  }
  return ppm >= 900_000 ? 'likely' : ppm >= 500_000 ? 'open' : 'low';
}

const doubtWords: Record<Doubt, Both> = {
  likely: { zh: '90% 以上', en: '90 % or more' },
  open: { zh: '50–90%', en: '50–90 %' },
  low: { zh: '50% 以下', en: 'below 50 %' },
  unjudged: { zh: '未单独判定', en: 'not judged' },
};
export const doubtName = (doubt: Doubt) => both(doubtWords[doubt]);
export const doubts: Doubt[] = ['likely', 'open', 'low', 'unjudged'];
