import { describe, expect, it } from 'vitest';
import { held, verbsOf, whatFollows, type Action } from './verbs';

const hold = (changes: Partial<Action> = {}): Action => ({
  id: 'act-1', kind: 'hold_settlement', subject_kind: 'order', subject: 'o-1', merchant: 'm-1', state: 'applied', ended: null,
  amount: 1000, captured: 0, released: 0, decided_ms: 1, due_ms: 1, expires_ms: 2, awaits_ms: null, changed_ms: 1,
  rule: 'r', policy: '1', decision: 'd1-0', reasons: [], grounds: [], grounds_known: 1, ...changes,
});

describe('verbsOf', () => {
  it('offers what the state allows', () => {
    expect(verbsOf(hold())).toEqual(['release', 'capture', 'void', 'undo', 'extend']);
    expect(verbsOf(hold({ state: 'due', awaits_ms: 5 }))).toEqual(['release', 'void', 'undo', 'extend']);
    expect(verbsOf(hold({ captured: 10 }))).toEqual(['release', 'capture', 'undo', 'extend']);
    expect(verbsOf(hold({ captured: 10, awaits_ms: 5 }))).toEqual(['release', 'undo', 'extend']);
    expect(verbsOf(hold({ kind: 'fold_review' }))).toEqual(['undo', 'extend']);
    expect(verbsOf(hold({ state: 'released' }))).toEqual([]);
  });
});

describe('whatFollows', () => {
  it('says what becomes of the money', () => {
    const action = hold({ captured: 100, released: 50 });
    expect(held(action)).toBe(850);
    expect(whatFollows('release', action, {})).toContain('¥8.50');
    expect(whatFollows('undo', action, {})).toContain('¥1.00');
    const part = whatFollows('capture', action, { amount: 300, keep_rest: true });
    expect(part).toContain('¥3.00');
    expect(part).toContain('¥5.50');
  });
});
