import { describe, expect, it } from 'vitest';
import { csvOf } from './save';

describe('csvOf', () => {
  it('quotes what would break a row, and disarms formulas', () => {
    expect(csvOf(['a', 'b'], [['x,"y"', 1], ['=HYPERLINK("http://x")', -2]])).toBe(
      '\ufeffa,b\r\n"x,""y""",1\r\n"\'=HYPERLINK(""http://x"")",-2\r\n',
    );
  });
});
