// What does the server say of the text as it is being written? Asked when the writer pauses; what
// was asked before and comes late is left aside.
import { onScopeDispose, reactive, watch, type Ref } from 'vue';
import { api, ok, type Schemas } from '@/api/client';
import { asProblem, sentence } from '@/api/problem';
import { t } from '@/i18n';
import { settings } from '@/state/settings';
import type { EditorProblem } from './editor';

const pause_ms = 350;

type Told = { line: number; column: number; length: number; message: string; zh: string; fix: string | null };

export interface Checked {
  state: 'checking' | 'good' | 'wrong' | 'unknown';
  problems: EditorProblem[];
  rules: Schemas['RulesInWords'];
  changes: Schemas['PolicyChanges'];
  inForce: number | null;
  why: string; // of `unknown`
}

export function useCheck(text: Ref<string>): Checked {
  const checked = reactive<Checked>({ state: 'checking', problems: [], rules: [], changes: [], inForce: null, why: '' });
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told: Told[] = [];

  const say = () => {
    checked.problems = told.map(({ zh, message, ...place }) => ({ ...place, message: t(zh, message) }));
  };

  async function ask() {
    const mine = ++asked;
    if (text.value.trim() === '') {
      told = [];
      say();
      Object.assign(checked, { state: 'unknown', why: t('还什么都没写。', 'Nothing is written yet.'), rules: [], changes: [] });
      return;
    }
    try {
      const answer = await ok(api.POST('/v1/policies/check', { body: { text: text.value } }));
      if (mine === asked) {
        told = [];
        Object.assign(checked, { state: 'good', rules: answer.rules, changes: answer.changes, inForce: answer.in_force });
        say();
      }
    } catch (error) {
      const problem = asProblem(error);
      if (mine !== asked) {
        return;
      }
      const found = problem.status === 422 ? (problem.members.problems as Told[] | undefined) : undefined;
      checked.state = found ? 'wrong' : 'unknown';
      checked.why = found ? '' : sentence(problem);
      told = found ?? told;
      say();
    }
  }

  function later() {
    checked.state = 'checking';
    ++asked;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), pause_ms);
  }

  watch(text, later);
  watch(() => settings.locale, say);
  onScopeDispose(() => clearTimeout(timer));
  void ask();
  return checked;
}
