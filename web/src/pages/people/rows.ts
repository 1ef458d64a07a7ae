// All people or keys: the server tells a thousand at a time.
import { api, ok, type Schemas } from '@/api/client';

export type Person = Schemas['ListedPerson'];
export type ApiKey = Schemas['Key'];

async function whole<T>(page: (after?: string) => Promise<{ rows: T[]; next?: string }>): Promise<T[]> {
  const all: T[] = [];
  for (let after: string | undefined; ; ) {
    const { rows, next } = await page(after);
    all.push(...rows);
    if (!next) {
      return all;
    }
    after = next;
  }
}

export const allPeople = () =>
  whole(async (after) => {
    const { people, next } = await ok(api.GET('/v1/people', { params: { query: { after } } }));
    return { rows: people, next };
  });

export const allKeys = () =>
  whole(async (after) => {
    const { keys, next } = await ok(api.GET('/v1/keys', { params: { query: { after } } }));
    return { rows: keys, next };
  });
