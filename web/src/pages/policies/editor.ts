// The editor itself: CodeMirror, in a shadow root, since only there its styles are constructable
// style sheets, which the page's Content-Security-Policy allows. A chunk of its own.
import {
  acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap,
  snippet, type Completion, type CompletionContext, type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import {
  drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap,
  lineNumbers,
} from '@codemirror/view';
import { t } from '@/i18n';
import { policyColours, policyLanguage } from './language';
import { offersAt, type Offer } from './offers';
import { placeAt } from './place';
import type { PolicyWords } from './words';

export interface EditorProblem {
  line: number; // from 1
  column: number; // from 1, in characters
  length: number;
  message: string;
  fix: string | null;
}

export interface Editor {
  text: () => string;
  replace: (text: string) => void;
  insert: (text: string) => void;
  show: (problems: EditorProblem[]) => void;
  go: (line: number, column?: number) => void;
  dark: (dark: boolean) => void;
  destroy: () => void;
}

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: '13.5px', height: '100%' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '10px 0' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--ink-soft)', border: '0' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--accent) 7%, transparent)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 26%, transparent)',
  },
  '.cm-tooltip': {
    border: '1px solid var(--line-strong)', borderRadius: '6px', backgroundColor: 'var(--surface)',
    color: 'var(--ink)', boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: '13px', maxHeight: '17em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px', display: 'flex', gap: '12px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)', color: 'var(--accent)',
  },
  '.cm-completionDetail': { marginLeft: 'auto', fontFamily: 'var(--sans)', fontStyle: 'normal', color: 'var(--ink-soft)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-tooltip.cm-completionInfo': { padding: '10px 12px', maxWidth: '340px', whiteSpace: 'pre-wrap', fontFamily: 'var(--sans)' },
  '.cm-diagnostic': { fontFamily: 'var(--sans)', padding: '6px 10px', maxWidth: '460px' },
  '.cm-diagnosticAction': {
    backgroundColor: 'var(--accent)', color: 'var(--surface)', borderRadius: '4px', padding: '2px 8px', marginLeft: '0',
    display: 'inline-block', marginTop: '4px',
  },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink)' },
  '.cm-textfield': { backgroundColor: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--line-strong)' },
  '.cm-button': { backgroundImage: 'none', backgroundColor: 'var(--surface)', color: 'var(--ink)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--sunken)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warning-soft)' },
  '.cm-matchingBracket': { backgroundColor: 'var(--accent-soft) !important' },
});

function toCompletion(offer: Offer, rank: number): Completion {
  const explained = offer.more ? `${offer.means}\n\n${offer.more}` : offer.means;
  return {
    label: offer.label,
    detail: offer.kind,
    info: explained,
    boost: 99 - rank,
    // "${}" would be a place to fill in.
    apply: offer.write.includes('\n') ? snippet(offer.write.replace(/[\\${}#]/g, (sign) => (sign === '#' ? sign : `\\${sign}`))) : offer.write,
  };
}

function completions(words: PolicyWords) {
  return (context: CompletionContext): CompletionResult | null => {
    const place = placeAt(context.state.doc.toString(), context.pos);
    const word = context.matchBefore(place.header || place.key === null ? /[[\w]+\]*/ : /[\w.\-一-鿿]+/);
    if (!word && !context.explicit && !opensOffers(context)) {
      return null;
    }
    const offers = offersAt(words, place);
    return offers.length === 0
      ? null
      : { from: word?.from ?? context.pos, options: offers.map((offer, i) => toCompletion(offer, Math.min(i, 150))) };
  };
}

/** Behind a quote, a bracket or a comparison the next word is offered by itself. */
function opensOffers(context: CompletionContext): boolean {
  return context.matchBefore(/(["'([]|[=<>]\s|\b(by|over|and|or|not)\s)$/) !== null;
}

/** A column in characters as an offset: CodeMirror counts UTF-16 units. */
function offsetOf(state: EditorState, line: number, column: number): number {
  const found = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  return found.from + [...found.text].slice(0, column - 1).join('').length;
}

function diagnosticOf(state: EditorState, problem: EditorProblem): Diagnostic {
  const from = offsetOf(state, problem.line, problem.column);
  const to = Math.min(state.doc.length, offsetOf(state, problem.line, problem.column + problem.length));
  return {
    from: Math.min(from, state.doc.length),
    to: Math.max(from, to),
    severity: 'error',
    message: problem.message,
    actions: problem.fix === null ? [] : [{
      name: t(`改成 ${problem.fix}`, `Write ${problem.fix}`),
      apply: (view, begin, end) => view.dispatch({ changes: { from: begin, to: end, insert: problem.fix! } }),
    }],
  };
}

export function makeEditor(
  host: HTMLElement,
  words: PolicyWords,
  start: string,
  label: string,
  changed: (text: string) => void,
  moved: (line: number) => void,
): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const darkness = new Compartment();
  const darkly = (dark: boolean) => EditorView.theme({}, { dark });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: start,
      extensions: [
        lineNumbers(),
        lintGutter(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        highlightSelectionMatches(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ override: [completions(words)], icons: false, maxRenderedOptions: 120 }),
        policyLanguage(words),
        policyColours,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', spellcheck: 'false', autocapitalize: 'off' }),
        keymap.of([
          { key: 'Tab', run: acceptCompletion },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...lintKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            changed(update.state.doc.toString());
          }
          if (update.selectionSet || update.docChanged) {
            moved(update.state.doc.lineAt(update.state.selection.main.head).number);
          }
        }),
        look,
        darkness.of(darkly(false)),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    replace(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    insert(text) {
      const line = view.state.doc.lineAt(view.state.selection.main.head);
      const piece = line.length ? `\n\n${text}` : text;
      view.dispatch({ changes: { from: line.to, insert: piece }, selection: { anchor: line.to + piece.length }, scrollIntoView: true });
      view.focus();
    },
    show: (problems) => view.dispatch(setDiagnostics(view.state, problems.map((each) => diagnosticOf(view.state, each)))),
    go(line, column = 1) {
      const at = offsetOf(view.state, line, column);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
    dark: (dark) => view.dispatch({ effects: darkness.reconfigure(darkly(dark)) }),
    destroy: () => view.destroy(),
  };
}
