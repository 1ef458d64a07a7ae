// Where in a policy file is the cursor? In which table, under which key, within which text, of a
// rule on whom: what may be written there depends on it. Reads the text as somebody types it, so
// it may be broken anywhere.

export interface Place {
  table: string; // '' is the file itself
  header: boolean; // the cursor is within [ ]
  key: string | null; // whose value is being written
  text: string | null; // what stands in the text so far, if the cursor is within one
  value: string; // of the value so far
  on: string; // of a rule
  used: string[]; // keys that the table has already
  windows: string[]; // names that rules can use
}

interface Scan {
  quote: string; // the open text's delimiter, '' if none
  begin: number; // where what it holds begins
  depth: number; // of [ ] in a value
  key: string | null;
  value: number; // where the value begins
}

const quotes = ['"""', "'''", '"', "'"];
const header = /^\s*\[\[?\s*([A-Za-z_]*)\s*\]?\]?\s*(#.*)?$/;
const keyed = /^(\s*)([A-Za-z_]+)(\s*=\s*)/;

/** Reads a table's body up to its end, so that it is known what is open there. */
function scan(body: string): Scan {
  const state: Scan = { quote: '', begin: 0, depth: 0, key: null, value: 0 };
  let lineBegins = true;
  for (let i = 0; i < body.length; ) {
    if (state.quote) {
      if (state.quote[0] === '"' && body[i] === '\\') {
        i += 2;
      } else if (body.startsWith(state.quote, i)) {
        i += state.quote.length;
        state.quote = '';
      } else if (state.quote.length === 1 && body[i] === '\n') {
        state.quote = ''; // never closed
      } else {
        ++i;
      }
      continue;
    }
    const key = lineBegins && state.depth === 0 ? keyed.exec(body.slice(i, i + 200)) : null;
    if (key) {
      i += key[0].length;
      state.key = key[2]!;
      state.value = i;
      lineBegins = false;
      continue;
    }
    const quote = quotes.find((one) => body.startsWith(one, i));
    if (quote) {
      i += quote.length;
      state.quote = quote;
      state.begin = i;
    } else if (body[i] === '#') {
      const end = body.indexOf('\n', i);
      i = end < 0 ? body.length : end;
    } else {
      state.depth += body[i] === '[' ? 1 : body[i] === ']' ? -1 : 0;
      lineBegins = body[i] === '\n' || (lineBegins && /\s/.test(body[i]!));
      if (body[i] === '\n' && state.depth <= 0) {
        state.key = null;
        state.depth = 0;
      }
      ++i;
    }
  }
  return state;
}

/** [begin, end) of the lines that lie within a text of several lines, so that they are no headers. */
function tables(text: string): { name: string; begin: number; body: number }[] {
  const found = [{ name: '', begin: 0, body: 0 }];
  let open = '';
  let at = 0;
  for (const line of text.split('\n')) {
    const here = open ? null : header.exec(line);
    if (here) {
      found.push({ name: here[1]!, begin: at, body: at + line.length });
    } else {
      for (let i = 0; i < line.length; ++i) {
        const three = line.slice(i, i + 3);
        if (open ? three === open : three === '"""' || three === "'''") {
          open = open ? '' : three;
          i += 2;
        } else if (!open && line[i] === '#') {
          break;
        }
      }
    }
    at += line.length + 1;
  }
  return found;
}

export function placeAt(text: string, cursor: number): Place {
  const all = tables(text);
  let which = 0;
  while (which + 1 < all.length && all[which + 1]!.begin <= cursor) {
    ++which;
  }
  const table = all[which]!;
  const next = all[which + 1]?.begin ?? text.length;
  const whole = text.slice(table.body, next);
  const before = text.slice(table.body, Math.max(cursor, table.body));
  const state = scan(before);
  const windows = all
    .map((one, i) => (one.name === 'window' ? text.slice(one.body, all[i + 1]?.begin ?? text.length) : ''))
    .map((body) => /^\s*name\s*=\s*["']([a-z0-9_]+)/m.exec(body)?.[1])
    .filter((name): name is string => name !== undefined);
  return {
    table: table.name,
    header: cursor > table.begin && cursor <= table.body && table.name !== '',
    key: state.key,
    text: state.quote ? before.slice(state.begin) : null,
    value: state.key ? before.slice(state.value) : '',
    on: /^\s*on\s*=\s*["']([a-z]+)/m.exec(whole)?.[1] ?? 'order',
    used: [...whole.matchAll(/^\s*([a-z_]+)\s*=/gm)].map((match) => match[1]!),
    windows,
  };
}
