import { describe, expect, it } from 'vitest';
import { deviceOf } from './device';

describe('deviceOf', () => {
  it('knows the usual browsers', () => {
    const chrome = '10.0.0.7 Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36';
    expect(deviceOf(chrome)).toEqual({ address: '10.0.0.7', name: 'Chrome · Windows' });
    expect(deviceOf(`${chrome} Edg/141.0`).name).toBe('Edge · Windows');
    expect(deviceOf('::1 Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604.1').name).toBe('Safari · iOS');
    expect(deviceOf('127.0.0.1 curl/8.5.0').name).toBe('curl');
  });

  it('shows what it does not know as it is, but not all of it', () => {
    expect(deviceOf('127.0.0.1')).toEqual({ address: '127.0.0.1', name: '' });
    expect(deviceOf(`127.0.0.1 ${'<b>'.repeat(100)}`).name).toHaveLength(60);
  });
});
