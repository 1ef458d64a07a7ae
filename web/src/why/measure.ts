// How does a measure stand among those of honest orders? In words and as a place on a strip of ten
// parts, each of which holds a tenth of them.
import type { Schemas } from '@/api/client';
import { count, money, percent, span, unbroken } from '@/format';
import { t } from '@/i18n';

export type Measure = NonNullable<Schemas['Measure']>;
export type Honest = NonNullable<Measure['honest']>;

const whole_ppm = 1_000_000;
const many_ppm = 10 * whole_ppm;

export function valueIn(unit: Measure['unit'], value: number): string {
  switch (unit) {
    case 'ppm':
      return value < many_ppm ? percent(value) : unbroken(t(`${count(Math.round(value / whole_ppm))} 倍`, `${count(Math.round(value / whole_ppm))} ×`));
    case 'fen':
      return money(value);
    case 'ms':
      return value < 60_000 ? unbroken(t(`${value / 1000} 秒`, `${value / 1000} s`)) : span(value);
    case 'g':
      return unbroken(t(`${count(value)} 克`, `${count(value)} g`));
    default:
      return count(value);
  }
}

/** Percent of the way from the smallest to the greatest, by rank. */
export function placeOf({ n, below, above }: Honest): number {
  return ((below + (n - below - above) / 2) / n) * 100;
}

export function standing({ n, below, above }: Honest): string {
  const of = t(`${count(n)} 个同类目正常订单`, `${count(n)} honest orders of the category`);
  const share = (part: number) => percent((part / n) * 1_000_000);
  if (below * 2 > n) {
    return t(`高于 ${of}中的 ${share(below)}`, `Higher than ${share(below)} of ${of}`);
  }
  if (above * 2 > n) {
    return t(`低于 ${of}中的 ${share(above)}`, `Lower than ${share(above)} of ${of}`);
  }
  return t(`在 ${of}中不突出：${share(below)} 更低，${share(above)} 更高`, `Not unusual among ${of}: ${share(below)} lower, ${share(above)} higher`);
}
