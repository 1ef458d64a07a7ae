// What does a backtest's report say, in the few numbers that decide? Sums over what the server told
// (docs/formats/backtest.md).
import type { Schemas } from '@/api/client';
import { both, t, type Both } from '@/i18n';

export type Report = NonNullable<Schemas['Backtest']['report']>;
export type Difference = Report['order'];
export type Bucket = Difference['hit_by_merchant_age'][number];
export type Kind = 'order' | 'review' | 'account' | 'merchant';

export const kinds: Kind[] = ['order', 'review', 'account', 'merchant'];
export const outcomes = ['allow', 'review', 'block'] as const;

const rank = (outcome: string) => outcomes.indexOf(outcome as never);

export interface Sums {
  worse: number;
  worseAmount: number;
  better: number;
  betterAmount: number;
  all: number;
  honest: number; // of `worse`, expected; those that have a merchant
}

export function sumsOf(difference: Difference): Sums {
  const sums: Sums = { worse: 0, worseAmount: 0, better: 0, betterAmount: 0, all: 0, honest: 0 };
  for (const change of difference.changes) {
    const step = rank(change.after) - rank(change.before);
    sums.all += change.many;
    sums.worse += step > 0 ? change.many : 0;
    sums.worseAmount += step > 0 ? change.amount : 0;
    sums.better += step < 0 ? change.many : 0;
    sums.betterAmount += step < 0 ? change.amount : 0;
  }
  const honest = difference.hit_by_merchant_size.reduce((sum, each) => sum + each.subjects * each.honest_ppm, 0);
  sums.honest = Math.round(honest / 1_000_000);
  return sums;
}

/** Reviews a day, on days when there were any, before and after. */
export function reviewsADay(report: Report): { before: number; after: number } {
  const days = Math.max(1, report.reviews_by_day.length);
  const mean = (of: 'before' | 'after') => Math.round(report.reviews_by_day.reduce((sum, day) => sum + day[of], 0) / days);
  return { before: mean('before'), after: mean('after') };
}

export const share = (part: number, of: number) => (of === 0 ? 0 : (1_000_000 * part) / of);

const vulnerable = new Set(['under-7-days', '7-to-29-days', 'under-10-orders', '10-to-99-orders']);
const hits_least = 5; // fewer are no pattern

/** Buckets of small or young merchants that are hit at twice the rate of all, or more. */
export function hardHit(buckets: Bucket[]): Bucket[] {
  const hit = buckets.reduce((sum, each) => sum + each.subjects, 0);
  const all = buckets.reduce((sum, each) => sum + each.of_subjects, 0);
  return buckets.filter(
    (each) =>
      vulnerable.has(each.name) &&
      each.subjects >= hits_least &&
      share(each.subjects, each.of_subjects) >= 2 * share(hit, all),
  );
}

export function bucketName(name: string): string {
  switch (name) {
    case 'under-7-days':
      return t('不满 7 天', 'under 7 days');
    case '7-to-29-days':
      return t('7–29 天', '7–29 days');
    case '30-to-179-days':
      return t('30–179 天', '30–179 days');
    case '180-days-and-more':
      return t('180 天以上', '180 days or more');
    case 'under-10-orders':
      return t('不满 10 单', 'under 10 orders');
    case '10-to-99-orders':
      return t('10–99 单', '10–99 orders');
    case '100-to-999-orders':
      return t('100–999 单', '100–999 orders');
    case '1000-orders-and-more':
      return t('1000 单以上', '1000 orders or more');
    case 'unknown':
      return t('不知道', 'unknown');
    default:
      return both(provinces[name.slice(0, 2)] ?? { zh: name, en: name });
  }
}

// GB/T 2260, the first two digits.
const provinces: Record<string, Both> = {
  '11': { zh: '北京', en: 'Beijing' }, '12': { zh: '天津', en: 'Tianjin' }, '13': { zh: '河北', en: 'Hebei' },
  '14': { zh: '山西', en: 'Shanxi' }, '15': { zh: '内蒙古', en: 'Inner Mongolia' }, '21': { zh: '辽宁', en: 'Liaoning' },
  '22': { zh: '吉林', en: 'Jilin' }, '23': { zh: '黑龙江', en: 'Heilongjiang' }, '31': { zh: '上海', en: 'Shanghai' },
  '32': { zh: '江苏', en: 'Jiangsu' }, '33': { zh: '浙江', en: 'Zhejiang' }, '34': { zh: '安徽', en: 'Anhui' },
  '35': { zh: '福建', en: 'Fujian' }, '36': { zh: '江西', en: 'Jiangxi' }, '37': { zh: '山东', en: 'Shandong' },
  '41': { zh: '河南', en: 'Henan' }, '42': { zh: '湖北', en: 'Hubei' }, '43': { zh: '湖南', en: 'Hunan' },
  '44': { zh: '广东', en: 'Guangdong' }, '45': { zh: '广西', en: 'Guangxi' }, '46': { zh: '海南', en: 'Hainan' },
  '50': { zh: '重庆', en: 'Chongqing' }, '51': { zh: '四川', en: 'Sichuan' }, '52': { zh: '贵州', en: 'Guizhou' },
  '53': { zh: '云南', en: 'Yunnan' }, '54': { zh: '西藏', en: 'Tibet' }, '61': { zh: '陕西', en: 'Shaanxi' },
  '62': { zh: '甘肃', en: 'Gansu' }, '63': { zh: '青海', en: 'Qinghai' }, '64': { zh: '宁夏', en: 'Ningxia' },
  '65': { zh: '新疆', en: 'Xinjiang' }, '71': { zh: '台湾', en: 'Taiwan' }, '81': { zh: '香港', en: 'Hong Kong' },
  '82': { zh: '澳门', en: 'Macao' },
};
