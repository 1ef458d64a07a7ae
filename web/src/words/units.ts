// How is a number said that the server sends with a unit that everybody knows?
import { count, money, percent, span, unbroken } from '@/format';
import { t } from '@/i18n';

export type Unit = 'money' | 'count' | 'share' | 'seconds' | 'grams' | 'stars' | 'division' | 'text';

export function saidIn(unit: Unit, value: number): string {
  switch (unit) {
    case 'money':
      return money(value);
    case 'share':
      return percent(value);
    case 'seconds':
      return span(value * 1000);
    case 'grams':
      return unbroken(t(`${count(value)} 克`, `${count(value)} g`));
    case 'stars':
      return unbroken(t(`${value} 星`, `${value} of 5`));
    case 'division':
      return String(value).padStart(12, '0').slice(0, 6);
    default:
      return count(value);
  }
}
