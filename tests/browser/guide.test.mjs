// The guide shows what tests/browser/guide.mjs makes: no picture is left behind when pages change.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { docs, fileOf, pictures } from './guide.mjs';

for (const [page, locale] of [['console.md', 'en'], ['console.zh-CN.md', 'zh']]) {
  test(`${page} shows the pictures that are made for it, and no others`, () => {
    const shown = [...readFileSync(join(docs, page), 'utf8').matchAll(/!\[[^\]]+\]\(([^)]+\.png)\)/g)].map((found) => found[1]);
    assert.deepEqual(shown, pictures.map(({ name }) => fileOf(name, locale)));
    shown.forEach((file) => assert.ok(existsSync(join(docs, file)), `${file}: make guide`));
  });
}

test('no picture is left over', () => {
  const made = pictures.flatMap(({ name }) => ['zh', 'en'].map((locale) => fileOf(name, locale)));
  assert.deepEqual(readdirSync(join(docs, 'console')).map((file) => `console/${file}`).sort(), made.sort());
});
