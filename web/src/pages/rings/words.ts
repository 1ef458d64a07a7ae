// How is a ring told in a sentence?
import type { Schemas } from '@/api/client';
import { count, money, moment, percent, span } from '@/format';
import { t } from '@/i18n';
import { schemeName } from '@/words/market';

/** Who did what, for how long, for how much, and how sure that is. */
export function headline(ring: Schemas['Ring'], graph: Schemas['RingGraph'] | null): string {
  const many = (kind: string) => ring.body.members.filter((member) => member.kind === kind).length;
  const [accounts, shops, payers] = [many('account'), many('merchant'), many('payer')];
  const days = span((ring.last_s - ring.first_s) * 1000);
  const toAccounts = graph?.links.filter((link) => link.kind === 'paid' && graph.members[link.to]!.kind === 'account') ?? [];
  const paid = toAccounts.reduce((sum, link) => sum + link.amount, 0);
  const zh = [
    `${count(accounts)} 个账号${shops ? `在 ${count(shops)} 家店` : ''}，${days}内`,
    ring.orders ? `下了 ${count(ring.orders)} 单、共 ${money(ring.amount)}` : '发了一批评价',
    paid ? `；${payers ? `${count(payers)} 个钱包` : '另有人'}付给他们 ${money(paid)}` : '',
    `。这是${schemeName(ring.scheme)}的概率为 ${percent(ring.probability_ppm)}，最近一次在 ${moment(ring.last_s * 1000)}。`,
  ].join('');
  const en = [
    `${count(accounts)} accounts${shops ? ` at ${count(shops)} shops` : ''} `,
    ring.orders ? `placed ${count(ring.orders)} orders of ${money(ring.amount)} within ${days}` : `posted reviews within ${days}`,
    paid ? `; ${payers ? `${count(payers)} wallets` : 'others'} paid them ${money(paid)}` : '',
    `. With ${percent(ring.probability_ppm)} this is ${schemeName(ring.scheme).toLowerCase()}, last seen ${moment(ring.last_s * 1000)}.`,
  ].join('');
  return t(zh, en);
}
