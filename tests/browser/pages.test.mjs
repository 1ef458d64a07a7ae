// Every page that anybody is offered, and what its first row leads to: light and dark, wide and narrow, in both languages.
// Nothing is wider than the window, axe finds nothing, and no page complains.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { atDesk, narrow, openBrowser, wide } from './desk.mjs';
import { Market } from './market.mjs';

let market;
let browser;

before(async () => {
  [market, browser] = await Promise.all([Market.open(), openBrowser()]);
  await market.openShop();
  await market.infest();
});

after(async () => {
  await browser?.close();
  await market?.close();
});

async function look(desk, name) {
  const heading = await desk.heading();
  assert.ok(heading, `${name} has a heading`);
  await desk.resize(wide);
  await desk.fits(name);
  await desk.accessible(`${name}, wide, light, ${desk.locale}`);
  await desk.picture(`${name}-wide`);
  await desk.theme('dark');
  await desk.accessible(`${name}, wide, dark`);
  await desk.picture(`${name}-dark`);
  await desk.resize(narrow);
  await desk.fits(`${name}, narrow`);
  await desk.accessible(`${name}, narrow, dark`);
  await desk.theme('light');
  await desk.speak(desk.t('en', 'zh'));
  await desk.fits(`${name}, narrow, ${desk.locale}`);
  await desk.accessible(`${name}, narrow, light, ${desk.locale}`);
  await desk.picture(`${name}-narrow-${desk.locale}`);
  assert.notEqual(await desk.heading(), '', name);
  await desk.resize(wide);
}

/** Opens the first row of the page's table, if it has one that leads somewhere: whether it does. */
async function open(desk) {
  const row = desk.page.locator('main tr.opens').first();
  if ((await row.count()) === 0) {
    return false;
  }
  const before = desk.page.url();
  await row.focus();
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForURL((url) => url.href !== before);
  await desk.settled();
  return true;
}

const nameOf = (path) => path.replace(/^\//, '').replaceAll('/', '-').replace(/[^\w-]/g, '') || 'home';

for (const who of ['lea', 'aud', 'admin', 'shop']) {
  test(`what ${who} is offered`, async () => {
    await atDesk(browser, market, {}, async (desk) => {
      await desk.signIn(who);
      const paths = await desk.offered();
      assert.ok(paths.length > 0);
      for (const path of paths) {
        if (seen.has(path)) {
          continue; // the same page, as somebody else saw it
        }
        seen.add(path);
        await desk.go(path);
        await look(desk, `page-${nameOf(path)}`);
        await desk.go(path);
        if (await open(desk)) {
          await look(desk, `page-${nameOf(path)}-one`);
        }
      }
    });
  });
}

const seen = new Set();
