// How is a policy coloured? TOML, and within texts the language of conditions: names, numbers with
// their units, operators. A tokenizer by lines, for CodeMirror.
import { HighlightStyle, StreamLanguage, syntaxHighlighting, type StringStream } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import type { PolicyWords } from './words';

interface State {
  quote: string; // of the text that is open
  condition: boolean; // it is one
  key: string;
}

const numeral = /^[¥￥]?\d[\d_]*(\.\d+)?(\s*(%|％|秒|分钟|小时|天|万元|元|yuan|fen|公斤|千克|克|kg|单|个|次|[smhdg])(?![A-Za-z_]))?/;

export function policyLanguage(words: PolicyWords) {
  const keywords = new Set(words.keywords);
  const fields = new Set(words.fields.map((field) => field.name));

  function inside(stream: StringStream, state: State): string | null {
    if (stream.match(state.quote)) {
      state.quote = '';
      return 'string';
    }
    if (!state.condition) {
      stream.next();
      return 'string';
    }
    if (stream.eatSpace()) {
      return null;
    }
    if (stream.match(/^#.*/)) {
      return 'comment';
    }
    if (stream.match(/^"[^"\n]*"?/) || stream.match(/^'[^'\n]*'?/)) {
      return 'string';
    }
    if (stream.match(numeral)) {
      return 'number';
    }
    const name = stream.match(/^[A-Za-z_][\w.]*/) as RegExpMatchArray | null;
    if (name) {
      return keywords.has(name[0]) ? 'keyword' : fields.has(name[0]) || name[0].startsWith('window.') ? 'variableName' : 'invalid';
    }
    return stream.match(/^[=!<>≠≤≥＝＜＞+\-*×]+/) ? 'operator' : (stream.next(), null);
  }

  return StreamLanguage.define<State>({
    name: 'policy',
    startState: () => ({ quote: '', condition: false, key: '' }),
    token(stream, state) {
      if (state.quote) {
        const open = state.quote.length;
        const style = inside(stream, state);
        if (stream.eol() && open === 1) {
          state.quote = '';
        }
        return style;
      }
      if (stream.eatSpace()) {
        return null;
      }
      if (stream.match(/^#.*/)) {
        return 'comment';
      }
      if (stream.match(/^\[\[?\s*[A-Za-z_]+\s*\]?\]/) && stream.string.trimStart().startsWith('[')) {
        return 'heading';
      }
      const key = stream.match(/^[A-Za-z_][\w-]*(?=\s*=)/) as RegExpMatchArray | null;
      if (key) {
        state.key = key[0];
        return 'propertyName';
      }
      const quote = stream.match(/^("""|'''|"|')/) as RegExpMatchArray | null;
      if (quote) {
        state.quote = quote[0];
        state.condition = state.key === 'when';
        return 'string';
      }
      if (stream.match(/^(true|false)\b/)) {
        return 'bool';
      }
      return stream.match(numeral) ? 'number' : (stream.next(), null);
    },
  });
}

export const policyColours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.heading, color: 'var(--accent)', fontWeight: '650' },
    { tag: tags.propertyName, color: 'var(--ink)', fontWeight: '600' },
    { tag: tags.variableName, color: 'var(--accent)' },
    { tag: tags.keyword, color: 'var(--warning)', fontWeight: '600' },
    { tag: tags.operator, color: 'var(--warning)' },
    { tag: tags.string, color: 'var(--good)' },
    { tag: [tags.number, tags.bool], color: 'var(--danger)' },
    { tag: tags.comment, color: 'var(--ink-soft)', fontStyle: 'italic' },
    { tag: tags.invalid, color: 'var(--ink)' },
  ]),
);
