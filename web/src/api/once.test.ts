import { describe, expect, it } from 'vitest';
import { useOnce } from './once';
import { Problem } from './problem';

const atOnce = async () => {};

describe('useOnce', () => {
  it('sends the same key until there is an answer', async () => {
    const keys: string[] = [];
    const once = useOnce(async (key) => {
      keys.push(key);
      if (keys.length < 3) {
        throw new Problem(0, 'no answer');
      }
      return 'act-1';
    }, atOnce);
    expect(await once.run()).toBe('done');
    expect(once.answer).toBe('act-1');
    expect(new Set(keys).size).toBe(1);
    expect(keys).toHaveLength(3);
  });

  it('does not know when nobody ever answers, and goes on with the same key', async () => {
    const keys: string[] = [];
    let down = true;
    const once = useOnce(async (key) => {
      keys.push(key);
      if (down) {
        throw new Problem(0, 'no answer');
      }
      return 1;
    }, atOnce);
    expect(await once.run()).toBe('unknown');
    down = false;
    expect(await once.run()).toBe('done');
    expect(new Set(keys).size).toBe(1);
  });

  it('is refused by an answer that says no, at the first', async () => {
    let sent = 0;
    const once = useOnce(async () => {
      ++sent;
      throw new Problem(409, 'the brake stopped it');
    }, atOnce);
    expect(await once.run()).toBe('refused');
    expect(sent).toBe(1);
    expect(once.problem?.detail).toBe('the brake stopped it');
  });

  it('is another order after renew', async () => {
    const keys: string[] = [];
    const once = useOnce(async (key) => keys.push(key), atOnce);
    await once.run();
    await once.run();
    once.renew();
    await once.run();
    expect(keys).toHaveLength(2);
    expect(keys[0]).not.toBe(keys[1]);
  });
});
