const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** 1,536 as 1.5 KiB. */
export function bytes(many: number): string {
  let unit = 0;
  let rest = many;
  while (rest >= 1024 && unit < units.length - 1) {
    rest /= 1024;
    unit += 1;
  }
  return `${unit === 0 || rest >= 100 ? Math.round(rest) : rest.toFixed(1)} ${units[unit]}`;
}
