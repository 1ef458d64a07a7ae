// How are amounts, shares, moments and spans of time written? One way on every page.
import { t } from '@/i18n';
import { settings } from '@/state/settings';

const tongue = () => (settings.locale === 'zh' ? 'zh-CN' : 'en-GB');

/** What a line doesn't part: a number and its unit. */
export const unbroken = (text: string) => text.replaceAll(' ', '\u00a0');

const signed = (fen: number, yuan: string) => `${fen < 0 ? '−' : ''}¥${yuan}`;

/** Fen as yuan: ¥1,234.50; nothing is a dash. */
export function money(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) {
    return '–';
  }
  const yuan = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return signed(fen, yuan.format(Math.abs(fen) / 100));
}

const short_from_fen = 1_000_000;

/** Large amounts for headlines: ¥12.3万, ¥123k; what is below 10,000 yuan in whole yuan: ¥1,635. */
export function moneyShort(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) {
    return '–';
  }
  if (Math.abs(fen) < short_from_fen) {
    return signed(fen, count(Math.round(Math.abs(fen) / 100)));
  }
  const short = new Intl.NumberFormat(tongue(), { notation: 'compact', maximumFractionDigits: 1 });
  return signed(fen, short.format(Math.abs(fen) / 100));
}

export function count(number: number | null | undefined): string {
  return number === null || number === undefined ? '–' : new Intl.NumberFormat('en-US').format(number);
}

/** Parts per million as a percentage; never rounds to 0 or 100 what isn't. */
export function percent(ppm: number | null | undefined, digits = 1): string {
  if (ppm === null || ppm === undefined) {
    return '–';
  }
  const share = ppm / 10_000;
  const least = 10 ** -digits;
  if (share > 0 && share < least) {
    return unbroken(`< ${least.toFixed(digits)} %`);
  }
  if (share < 100 && share > 100 - least) {
    return unbroken(`> ${(100 - least).toFixed(digits)} %`);
  }
  return unbroken(`${share.toFixed(share === 0 || share === 100 ? 0 : digits)} %`);
}

type Precision = 'day' | 'minute' | 'second';

/** Unix milliseconds in the zone that the user chose: 2026-11-23 14:05. */
export function moment(ms: number | null | undefined, precision: Precision = 'minute'): string {
  if (ms === null || ms === undefined) {
    return '–';
  }
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: settings.zone,
    hourCycle: 'h23',
    year: 'numeric', month: '2-digit', day: '2-digit',
    hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).formatToParts(ms);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const day = `${of('year')}-${of('month')}-${of('day')}`;
  const time = `${of('hour')}:${of('minute')}`;
  return precision === 'day' ? day : precision === 'minute' ? `${day} ${time}` : `${day} ${time}:${of('second')}`;
}

/** "UTC+8", or as the platform calls it. */
export function zoneName(zone = settings.zone): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'shortOffset' });
  const offset = parts.formatToParts(Date.now()).find((part) => part.type === 'timeZoneName')?.value;
  const city = zone === 'Asia/Shanghai' ? t('北京时间', 'Beijing time') : zone;
  return zone === 'UTC' ? 'UTC' : `${city} (${(offset ?? '').replace('GMT', 'UTC')})`;
}

/** How long, in its two largest units: 3 天 4 小时. */
export function span(ms: number): string {
  const units: [number, string, string][] = [
    [86_400_000, '天', 'd'],
    [3_600_000, '小时', 'h'],
    [60_000, '分', 'min'],
    [1000, '秒', 's'],
  ];
  let rest = Math.abs(ms);
  const said: string[] = [];
  for (const [size, zh, en] of units) {
    const many = Math.floor(rest / size);
    rest -= many * size;
    if (many > 0 && said.length < 2) {
      said.push(unbroken(`${many} ${t(zh, en)}`));
    } else if (said.length > 0) {
      break;
    }
  }
  return said.join(' ') || t('不到 1 秒', 'less than 1 s');
}

/** 3 分钟前, in 2 h: from a moment to another. */
export function since(ms: number, now: number): string {
  return ms <= now ? t(`${span(now - ms)}前`, `${span(now - ms)} ago`) : t(`${span(ms - now)}后`, `in ${span(ms - now)}`);
}
