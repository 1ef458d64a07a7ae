import { describe, expect, it } from 'vitest';
import { csvOf } from './save';

describe('csvOf', () => {
  it('quotes what would break a row, disarms formulas, and has plain spaces', () => {
    expect(csvOf(['a', 'b'], [['x,"y"', '9\u00a0%'], ['=HYPERLINK("http://x")', -2]])).toBe(
      '\ufeffa,b\r\n"x,""y""",9 %\r\n"\'=HYPERLINK(""http://x"")",-2\r\n',
    );
  });
});
