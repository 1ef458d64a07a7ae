import { beforeEach, describe, expect, it } from 'vitest';
import { nextTick } from 'vue';
import { useDraft } from './draft';

describe('useDraft', () => {
  beforeEach(() => localStorage.clear());

  it('finds again what was typed, by name', async () => {
    useDraft('shop/act-1').text.value = '有称重照片';
    await nextTick();
    expect(useDraft('shop/act-1').text.value).toBe('有称重照片');
    expect(useDraft('shop/act-2').text.value).toBe('');
  });

  it('is gone once it was sent', async () => {
    const draft = useDraft('shop/act-1');
    draft.text.value = 'x';
    await nextTick();
    draft.drop();
    await nextTick();
    expect(localStorage.length).toBe(0);
  });
});
