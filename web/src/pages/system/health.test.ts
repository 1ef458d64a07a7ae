import { expect, test } from 'vitest';
import { bytes } from './bytes';
import { ailments } from './health';
import { rowsOf, type System } from './history';

const well: System = {
  behind: false, columns: ['at_ms', 'events'], epoch_running: false, epochs: [], failure: null,
  limits: { disk: 1000, memory: 1000, processors: 2 }, minutes: [], seconds: [], now_ms: 0, started_ms: 0, version: '1',
  now: {
    at_ms: 1, events: 0, decisions: 0, requests: 0, decision_p50_us: 0, decision_p99_us: 0, sync_p50_us: 0, sync_p99_us: 0,
    waiting: 0, projecting: 0, outbox: 0, memory: 100, cpu: 100, disk_free: 900, data_bytes: 10, log_bytes: 10,
  },
};
const ill = (now: Partial<System['now']>, more: Partial<System> = {}) =>
  ailments({ ...well, ...more, now: { ...well.now, ...now } });

test('who is well has nothing to say', () => expect(ailments(well)).toEqual([]));

test.each([
  [{ disk_free: 29 }, true],
  [{ disk_free: 99 }, false],
  [{ projecting: 50_001 }, false],
  [{ outbox: 1001 }, false],
  [{ sync_p99_us: 200_001 }, false],
  [{ decision_p99_us: 100_001 }, false],
  [{ cpu: 1801 }, false],
  [{ memory: 801 }, false],
])('%j', (now, grave) => expect(ill(now).map((one) => one.grave)).toEqual([grave]));

test('the gravest comes first', () => {
  const all = ill({ outbox: 5000 }, { failure: 'the disk is gone', behind: true });
  expect(all.map((one) => one.grave)).toEqual([true, true, false]);
  expect(all[0]?.told).toContain('the disk is gone');
});

test('a wrong clock is told', () => expect(ailments(well, -90_000)[0]?.told).toContain('慢 1\u00a0分 30\u00a0秒'));

test('rows have the names of their columns', () => {
  expect(rowsOf(well, [[5, 6]])[0]).toEqual({ at_ms: 5, events: 6 });
});

test('sizes', () => {
  expect([0, 1023, 1536, 104_857_600, 5 * 2 ** 40].map(bytes)).toEqual(['0 B', '1023 B', '1.5 KiB', '100 MiB', '5.0 TiB']);
});
