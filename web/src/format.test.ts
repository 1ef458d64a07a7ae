import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('@/state/settings', () => ({ settings: { locale: 'zh', zone: 'Asia/Shanghai', theme: 'light' } }));
const { count, moment, money, moneyShort, percent, since, span, zoneName } = await import('./format');
const { settings } = await import('@/state/settings');

beforeEach(() => {
  settings.locale = 'zh';
  settings.zone = 'Asia/Shanghai';
});

describe('format', () => {
  it('writes fen as yuan', () => {
    expect(money(123450)).toBe('¥1,234.50');
    expect(money(-5)).toBe('−¥0.05');
    expect(money(null)).toBe('–');
    expect(count(1234567)).toBe('1,234,567');
  });

  it('shortens what is large', () => {
    expect(moneyShort(163_470)).toBe('¥1,635');
    expect(moneyShort(12_345_600)).toBe('¥12.3万');
    settings.locale = 'en';
    expect(moneyShort(12_345_600)).toBe('¥123.5k');
    expect(moneyShort(0)).toBe('¥0');
  });

  it('never rounds doubt away', () => {
    expect(percent(999_999)).toBe('>\u00a099.9\u00a0%');
    expect(percent(1)).toBe('<\u00a00.1\u00a0%');
    expect(percent(0)).toBe('0\u00a0%');
    expect(percent(1_000_000)).toBe('100\u00a0%');
    expect(percent(873_000)).toBe('87.3\u00a0%');
  });

  it('tells moments in the chosen zone', () => {
    const ms = Date.UTC(2026, 10, 23, 17, 5, 9);
    expect(moment(ms)).toBe('2026-11-24 01:05');
    expect(moment(ms, 'second')).toBe('2026-11-24 01:05:09');
    settings.zone = 'UTC';
    expect(moment(ms, 'day')).toBe('2026-11-23');
    expect(zoneName('Asia/Shanghai')).toBe('北京时间 (UTC+8)');
  });

  it('tells spans in two units', () => {
    expect(span(90_061_000)).toBe('1\u00a0天 1\u00a0小时');
    expect(span(86_400_000 + 60_000)).toBe('1\u00a0天');
    expect(since(0, 61_000)).toBe('1\u00a0分 1\u00a0秒前');
    settings.locale = 'en';
    expect(since(7_200_000, 0)).toBe('in 2\u00a0h');
  });
});
