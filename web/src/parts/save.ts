// How does something leave the page as a file?

export function saveBlob(name: string, blob: Blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function saveText(name: string, text: string, type = 'text/plain') {
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

/** RFC 4180. What a spreadsheet would take for a formula becomes text, spaces are plain; a byte-order mark for Excel. */
export function csvOf(head: string[], rows: (string | number)[][]): string {
  const cell = (value: string | number) => {
    const plain = String(value).replaceAll('\u00a0', ' ');
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

export function saveCsv(name: string, head: string[], rows: (string | number)[][]) {
  saveText(name, csvOf(head, rows), 'text/csv');
}
