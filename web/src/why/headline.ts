// What is the verdict, in one sentence? Outcome, probability, ring, since when.
import type { Schemas } from '@/api/client';
import { moment, percent } from '@/format';
import { t, type Both } from '@/i18n';

type Subject = Pick<Schemas['Subject'], 'kind' | 'outcome' | 'probability_ppm' | 'ring' | 'answer'>;

const called: Record<string, Both> = {
  order: { zh: '这一单', en: 'This order' },
  review: { zh: '这条评价', en: 'This review' },
  account: { zh: '这个账号', en: 'This account' },
  merchant: { zh: '这家店', en: 'This merchant' },
};

const verdicts: Record<Schemas['Outcome'], Both> = {
  block: { zh: '被拦截', en: 'is blocked' },
  review: { zh: '等人来看', en: 'waits for somebody to look at it' },
  allow: { zh: '放行', en: 'is allowed' },
};

/** `since` is when the outcome became what it is, if that is known. */
export function headline(subject: Subject, since: number | null): string {
  const name = called[subject.kind]!;
  const verdict = verdicts[subject.outcome];
  const share = percent(subject.probability_ppm);
  const zh = [`${name.zh}${verdict.zh}：作弊概率 ${share}`];
  const en = [`${name.en} ${verdict.en}: ${share} likely to be fake`];
  if (subject.ring) {
    zh.push(`属于团伙 ${subject.ring}`);
    en.push(`a part of ring ${subject.ring}`);
  }
  if (since !== null) {
    zh.push(`自 ${moment(since)} 起如此`);
    en.push(`so since ${moment(since)}`);
  }
  return t(`${zh.join('，')}。`, `${en.join(', ')}.`);
}

type Decided = Pick<Schemas['Decision'], 'outcome' | 'at'>;

/** The oldest of the newest decisions that say the same; null if the newest says something else. */
export function outcomeSince(outcome: Schemas['Outcome'], newestFirst: Decided[]): number | null {
  const other = newestFirst.findIndex((decision) => decision.outcome !== outcome);
  const same = other === -1 ? newestFirst.length : other;
  return same === 0 ? null : Date.parse(newestFirst[same - 1]!.at);
}
