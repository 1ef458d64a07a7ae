// The review queue at the keyboard: deciding, taking back, two on one case, a line that breaks, looks that don't know
// what was said before.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { atDesk, narrow, openBrowser, wide } from './desk.mjs';
import { Market, until } from './market.mjs';

let market;
let browser;

before(async () => {
  [market, browser] = await Promise.all([Market.open(), openBrowser()]);
});

after(async () => {
  await browser?.close();
  await market?.close();
});

const labelOf = async (id) => (await market.key.get(`/v1/labels?id=${encodeURIComponent(id)}`)).items[0];

/** The case that is open: "order/o-1", as the address of its page says. */
async function caseAt(desk) {
  const href = await desk.page.locator('article h2 a').getAttribute('href');
  const [, kinds, id] = /#\/(\w+)s\/(.+)$/.exec(href);
  return `${kinds}/${decodeURIComponent(id)}`;
}

const article = (desk) => desk.page.locator('article');
const said = (desk) => desk.page.getByRole('region', { name: '刚才的结论' }).getByRole('listitem').first();

async function atQueue(name, act, options = {}) {
  await atDesk(browser, market, options, async (desk) => {
    await desk.signIn(name);
    await desk.go('/review');
    await article(desk).waitFor();
    await act(desk);
  });
}

/** Skips to a case that stands there for this reason. */
async function skipTo(desk, why) {
  const tag = article(desk).locator('.tag').first();
  for (let skipped = 0; skipped < 200; ++skipped) {
    if ((await tag.innerText()) === why) {
      return;
    }
    await desk.page.keyboard.press('j');
  }
  throw new Error(`nobody stands there for ${why}`);
}

test('one key decides, the next case is there, and one key takes it back', async () => {
  await atQueue('ana', async (desk) => {
    const first = await caseAt(desk);
    await desk.page.keyboard.press('1');
    await desk.page.keyboard.press('f');
    assert.notEqual(await caseAt(desk), first);
    await said(desk).getByText('记下了').waitFor();
    const label = await labelOf(first);
    assert.equal(label.fake, 1);
    assert.equal(label.reason, '物流称重对不上');
    await desk.page.keyboard.press('u');
    await said(desk).getByText('已撤回').waitFor();
    assert.equal(await caseAt(desk), first);
    assert.equal(await labelOf(first), undefined);
  });
});

test('who is second learns who was first, and may differ', async () => {
  await atQueue('ana', async (desk) => {
    desk.provoke(/\/v1\/labels$/); // 409
    const id = await caseAt(desk);
    const [kind, ...rest] = id.split('/');
    await market.people.lea.must('POST', '/v1/labels', { kind, id: rest.join('/'), outcome: 'fake' });
    await desk.page.keyboard.press('h');
    await said(desk).getByRole('alert').waitFor();
    assert.match(await said(desk).innerText(), /lea/);
    assert.equal((await labelOf(id)).by, 'lea');
    await desk.accessible('a conflict');
    await said(desk).getByRole('button', { name: '仍然说是真' }).click();
    await said(desk).getByText('记下了').waitFor();
    assert.equal((await labelOf(id)).by, 'ana');
    assert.equal((await labelOf(id)).fake, 0);
  });
});

test('a line that breaks behind the request: it is sent again and done once', async () => {
  await atQueue('ana', async (desk) => {
    desk.provoke(/ERR_FAILED|ERR_CONNECTION/);
    const id = await caseAt(desk);
    const keys = [];
    await desk.page.route('**/v1/labels', async (route) => {
      if (route.request().method() !== 'POST') {
        return route.continue();
      }
      keys.push(route.request().headers()['idempotency-key']);
      const answer = await route.fetch();
      return keys.length === 1 ? route.abort() : route.fulfill({ response: answer });
    });
    await desk.page.keyboard.press('f');
    await said(desk).getByText('记下了').waitFor();
    assert.deepEqual(keys, [keys[0], keys[0]]);
    assert.equal((await labelOf(id)).fake, 1);
  });
});

test('what the lots drew is looked at without an opinion', async () => {
  await atQueue('ana', async (desk) => {
    assert.match(await article(desk).innerText(), /系统怎么看/);
    await skipTo(desk, '放行抽样');
    await desk.settled();
    assert.doesNotMatch(await article(desk).innerText(), /系统怎么看|概率/);
    await desk.accessible('a blind case');
  });
});

// Now and then the queue moves between two of its keys; tests/system/review_test.py holds the same without a page.
const unsteady = process.env.BROWSER_ALL ? false : 'unsteady on a loaded machine: BROWSER_ALL=1 runs it';

test('a second look is blind, and a lead settles where two differ', { skip: unsteady }, async () => {
  const { items } = await market.people.ana.get('/v1/review-queue?limit=200');
  for (const { kind, id } of items.filter((item) => item.why === 'review').slice(0, 60)) {
    await market.people.ana.must('POST', '/v1/labels', { kind, id, outcome: 'fake', reason: '看过' });
  }
  market.people.ben ??= await market.person('ben', 'analyst');
  await atQueue('ben', async (desk) => {
    await skipTo(desk, '第二眼');
    await desk.settled();
    const told = (await article(desk).innerText()).replace('ana 也在看这一件', '');
    assert.doesNotMatch(told, /系统怎么看|看过$|ana/m);
    await desk.page.keyboard.press('h');
    await said(desk).getByText('记下了').waitFor();
  });
  const differ = async () => (await market.key.get('/v1/quality')).second_looks.disagreements;
  await until('the two words are held against each other', async () => (await differ()).length === 1);
  const [{ id }] = await differ();
  assert.equal((await labelOf(id)).by, 'ana', 'the first one’s word stands');
  await atQueue('lea', async (desk) => {
    await skipTo(desk, '两人意见不一');
    assert.equal(await caseAt(desk), id);
    assert.match(await article(desk).innerText(), /ana[\s\S]*假[\s\S]*ben[\s\S]*真/);
    await desk.accessible('a disagreement');
    await desk.picture('review-disagreement');
    await desk.page.keyboard.press('h');
    await said(desk).getByText('记下了').waitFor();
  });
  assert.equal((await labelOf(id)).by, 'lea');
});

test('who has the case open too is told', async () => {
  await atQueue('ana', async (desk) => {
    const id = await caseAt(desk);
    await market.people.lea.must('PUT', `/v1/presence/${id}`);
    await until('the next word of presence', () => article(desk).getByText('lea 也在看这一件').isVisible(), 40);
  });
});

for (const size of [wide, narrow]) {
  for (const [locale, theme] of [['zh', 'light'], ['en', 'dark']]) {
    test(`it can be used by all, ${size.width} px, ${locale}, ${theme}`, async () => {
      await atDesk(browser, market, { size, theme, locale }, async (desk) => {
        await desk.signIn('ana');
        await desk.go('/review');
        await article(desk).waitFor();
        await desk.accessible('the queue');
        await desk.fits('the queue');
        await desk.picture(`review-${size.width}-${locale}-${theme}`);
        await desk.page.keyboard.press('e');
        await desk.page.getByRole('dialog').waitFor();
        await desk.page.getByRole('radio').first().check();
        await desk.accessible('taking an action');
        await desk.fits('taking an action');
        await desk.picture(`review-action-${size.width}-${locale}-${theme}`);
      });
    });
  }
}
