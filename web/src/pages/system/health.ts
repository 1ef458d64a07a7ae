// Does everything keep up? In sentences, the gravest first.
import { count, percent, span } from '@/format';
import { t } from '@/i18n';
import { bytes } from './bytes';
import type { System } from './history';

export interface Ailment {
  grave: boolean; // something is refused, or soon will be
  told: string;
}

const little_free = 0.1; // of the disk
const least_free = 0.03;
const slow_sync_us = 200_000;
const slow_decision_us = 100_000;
const much_to_project = 50_000;
const much_to_deliver = 1000;

export function ailments(system: System, ahead_ms = 0): Ailment[] {
  const { now, limits } = system;
  const found: Ailment[] = [];
  const add = (ill: boolean, grave: boolean, zh: string, en: string) => ill && found.push({ grave, told: t(zh, en) });
  add(system.failure !== null, true, `什么都不收了，要重启：${system.failure}`, `Nothing is taken any more until a restart: ${system.failure}`);
  add(system.behind, true, '账本和记录落后太多，新的请求被拒（503）', 'Ledger and records lag too much: requests are refused (503)');
  const free = limits.disk > 0 ? now.disk_free / limits.disk : 1;
  add(free < little_free, free < least_free, `磁盘只剩 ${percent(free * 1_000_000)}：${bytes(now.disk_free)}`, `Only ${percent(free * 1_000_000)} of the disk are free: ${bytes(now.disk_free)}`);
  add(!system.behind && now.projecting > much_to_project, false, `账本和记录落后 ${count(now.projecting)} 条`, `Ledger and records lag by ${count(now.projecting)} records`);
  add(now.outbox > much_to_deliver, false, `${count(now.outbox)} 封通知等着送到平台`, `${count(now.outbox)} messages wait for the marketplace`);
  add(now.sync_p99_us > slow_sync_us, false, `落盘很慢：1% 超过 ${count(Math.round(now.sync_p99_us / 1000))} 毫秒`, `Syncs are slow: 1 % take more than ${count(Math.round(now.sync_p99_us / 1000))} ms`);
  add(now.decision_p99_us > slow_decision_us, false, `回答判定很慢：1% 超过 ${count(Math.round(now.decision_p99_us / 1000))} 毫秒`, `Decisions are slow: 1 % take more than ${count(Math.round(now.decision_p99_us / 1000))} ms`);
  add(now.cpu > limits.processors * 900, false, `处理器用到 ${percent((now.cpu / limits.processors) * 1000)}`, `The processors are used to ${percent((now.cpu / limits.processors) * 1000)}`);
  add(limits.memory > 0 && now.memory > limits.memory * 0.8, false, `内存用到 ${bytes(now.memory)}`, `Memory in use: ${bytes(now.memory)}`);
  add(ahead_ms !== 0, false, `这台电脑的钟比服务器${ahead_ms > 0 ? '快' : '慢'} ${span(ahead_ms)}，页面上的“多久以前”按服务器的钟算`, `This machine's clock is ${span(ahead_ms)} ${ahead_ms > 0 ? 'ahead of' : 'behind'} the server's; pages go by the server's`);
  return found.sort((a, b) => Number(b.grave) - Number(a.grave));
}
