// Why did a request fail? RFC 9457 problem documents, and the two ways of getting no answer at all.
import { t } from '@/i18n';

export class Problem extends Error {
  constructor(
    readonly status: number, // 0: there was no answer
    readonly detail: string,
    readonly members: Record<string, unknown> = {},
  ) {
    super(detail);
  }

  /** The request may or may not have been carried out: nobody said. */
  get unanswered(): boolean {
    return this.status === 0;
  }

  get denied(): boolean {
    return this.status === 403;
  }

  get missing(): boolean {
    return this.status === 404;
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text().catch(() => '');
  try {
    const members = JSON.parse(text) as Record<string, unknown>;
    const detail = typeof members.detail === 'string' ? members.detail : '';
    return new Problem(response.status, detail || response.statusText, members);
  } catch {
    return new Problem(response.status, text.slice(0, 500) || response.statusText);
  }
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, String(error));
}

/** One sentence for whoever sees it. The server's own detail says what to do. */
export function sentence(problem: Problem): string {
  if (problem.unanswered) {
    return t('连不上服务器。网络恢复后会自动重试。', "The server can't be reached. It is tried again once the network is back.");
  }
  if (problem.denied) {
    return t('你的账号没有这个权限，可以请管理员授权。', 'Your account may not do this; an administrator can allow it.');
  }
  if (problem.missing) {
    return t('没有找到。它可能写错了，或者已经过了保存期。', "It isn't there: mistyped, or kept no longer.");
  }
  if (problem.status === 429 || problem.status === 503) {
    return t('服务器正忙，请稍后再试。', 'The server is busy: try again in a moment.');
  }
  if (problem.status >= 500) {
    return t('服务器没能答上来，不是你做错了。请稍后重试；一直这样，请把下面的话告诉管理员。', "The server failed; it isn't your mistake. Try again in a moment; if it stays, tell an administrator what it says below.");
  }
  return problem.detail;
}
