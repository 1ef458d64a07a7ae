// What of the server's samples is shown, and how it is written.
import { count } from '@/format';
import { t } from '@/i18n';
import { bytes } from './bytes';
import type { Column, Row, System } from './history';

/** Thousandths a second. */
export function rate(thousandths: number): string {
  const a_second = thousandths / 1000;
  return a_second > 0 && a_second < 10 ? a_second.toFixed(1) : count(Math.round(a_second));
}

/** Microseconds as milliseconds. */
export function millis(us: number): string {
  const ms = us / 1000;
  return `${ms >= 100 ? count(Math.round(ms)) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2)} ${t('毫秒', 'ms')}`;
}

const share = (thousandths: number) => `${(thousandths / 10).toFixed(thousandths < 100 ? 1 : 0)} %`;

export interface Reading {
  column: Column;
  name: string;
  value: string;
  note?: string;
}

const recent_rows = 10; // a second alone says little

/** As it stands, rates and times over the last seconds. */
function smoothed(now: Row, seconds: Row[]): Row {
  const recent = seconds.slice(-recent_rows);
  const mean = (column: Column) => recent.reduce((sum, row) => sum + row[column], 0) / Math.max(recent.length, 1);
  const worst = (column: Column) => Math.max(0, ...recent.map((row) => row[column]));
  return {
    ...now,
    events: mean('events'),
    decisions: mean('decisions'),
    requests: mean('requests'),
    cpu: mean('cpu'),
    decision_p99_us: worst('decision_p99_us'),
    sync_p99_us: worst('sync_p99_us'),
  };
}

export function readings({ now: newest, limits }: System, seconds: Row[]): Reading[] {
  const now = smoothed(newest, seconds);
  return [
    { column: 'events', name: t('事件', 'Events'), value: rate(now.events), note: t('每秒', 'a second') },
    { column: 'decisions', name: t('判定', 'Decisions'), value: rate(now.decisions), note: t('每秒', 'a second') },
    { column: 'requests', name: t('请求', 'Requests'), value: rate(now.requests), note: t('每秒', 'a second') },
    { column: 'decision_p99_us', name: t('回答判定（99%）', 'Decision, 99 %'), value: now.decision_p99_us ? millis(now.decision_p99_us) : '–', note: now.decision_p99_us ? t('以内', 'or less') : t('没人问', 'nobody asked') },
    { column: 'sync_p99_us', name: t('落盘（99%）', 'Sync, 99 %'), value: now.sync_p99_us ? millis(now.sync_p99_us) : '–', note: now.sync_p99_us ? t('以内', 'or less') : t('没在写', 'nothing written') },
    { column: 'projecting', name: t('账本和记录落后', 'Lag of ledger and records'), value: count(now.projecting), note: t('条', 'records') },
    { column: 'outbox', name: t('等着送到平台', 'To be delivered'), value: count(now.outbox), note: t('封', 'messages') },
    { column: 'memory', name: t('内存', 'Memory'), value: bytes(now.memory), note: t(`共 ${bytes(limits.memory)}`, `of ${bytes(limits.memory)}`) },
    { column: 'cpu', name: t('处理器', 'Processors'), value: share(now.cpu / limits.processors), note: t(`共 ${limits.processors} 个`, `of ${limits.processors}`) },
    { column: 'disk_free', name: t('磁盘剩余', 'Disk free'), value: bytes(now.disk_free), note: t(`数据 ${bytes(now.data_bytes)}`, `data ${bytes(now.data_bytes)}`) },
  ];
}

export const valuesOf = (rows: Row[], column: Column, scale = 1) => rows.map((row) => row[column] / scale);
