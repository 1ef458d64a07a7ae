// What the server told of itself, kept while the page is open: rows by second and by minute, and
// only what is new asked for. docs/formats/system.md
import { api, ok, type Schemas } from '@/api/client';

export type System = Schemas['System'];
export type Column = keyof System['now'];
export type Row = Record<Column, number>;

const seconds_max = 900;
const minutes_max = 1440;

/** Rows by the names of their columns. */
export function rowsOf(system: Pick<System, 'columns'>, rows: number[][]): Row[] {
  return rows.map((row) => Object.fromEntries(system.columns.map((name, place) => [name, row[place] ?? 0])) as Row);
}

function behind(known: Row[], fresh: Row[], most: number): Row[] {
  const last = known.at(-1)?.at_ms ?? 0;
  return [...known, ...fresh.filter((row) => row.at_ms > last)].slice(-most);
}

export interface Told {
  system: System;
  seconds: Row[];
  minutes: Row[];
}

/** Asks for what came since the last time. */
export function listener() {
  let told: Told | null = null;
  return async (): Promise<Told> => {
    // Minutes end less often than seconds: one that ended since would be left out otherwise.
    const after = Math.min(told?.seconds.at(-1)?.at_ms ?? 0, told?.minutes.at(-1)?.at_ms ?? 0);
    const system = await ok(api.GET('/v1/system', { params: { query: { after } } }));
    const again = told !== null && told.system.started_ms === system.started_ms ? told : null;
    told = {
      system,
      seconds: behind(again?.seconds ?? [], rowsOf(system, system.seconds), seconds_max),
      minutes: behind(again?.minutes ?? [], rowsOf(system, system.minutes), minutes_max),
    };
    return told;
  };
}
