import { expect, test } from 'vitest';
import { faces, nameOfFaces, rows } from '../../stories/presence-parts.js';
import { all, need } from '../../stories/scene-parts.js';
import { presenceScene } from './presence-scene.js';
import { openStrictPage } from './strict-frame.js';

test.each<[string, unknown]>([
  ['markup', '<img src=x onerror="alert(1)">'],
  ['a prototype', '__proto__'],
  ['a constructor', 'constructor'],
  ['a megabyte', 'x'.repeat(2 ** 20)],
  ['emoji', '👩‍👩‍👧‍👦'],
  ['a direction override', '\u202Egpj.exe'],
  ['an unpaired surrogate', '\uD83D'],
  ['a number', 42],
  ['a null character', '\0'],
  ['Lit’s own marker', '<!--?lit$1$-->'],
])('an id and a name that are %s are text, and one person', async (_, value) => {
  const { stage, addList, say } = presenceScene({ maxFrameSize: 2 ** 24 });
  const list = addList();
  await stage.advance(0);
  for (let n = 0; n < 2; n++) say('presence-update', { userId: value, name: value, color: value });
  await stage.advance(1000);
  need(list, 'faces').click();
  await stage.advance(0);
  expect([faces(list).length, rows(list).length]).toEqual([1, 1]);
  expect(list.shadowRoot?.querySelector('img, script')).toBeNull();
  expect(rows(list)[0]!.length).toBeLessThan(100);
  expect(need(list, 'faces').clientWidth).toBeLessThan(60);
  expect(stage.errors).toEqual([]);
});

test('what says nothing of anybody is reported, and nobody else is harmed', async () => {
  const { stage, addList, say } = presenceScene();
  const list = addList();
  const problems: string[] = [];
  list.addEventListener('presence-invalid', (event) => problems.push(event.problem));
  await stage.advance(0);
  for (const payload of [null, 7, 'ada', [], {}, { userId: '' }, { userId: {} }]) {
    say('presence-update', payload);
    say('presence-offline', payload);
  }
  say('presence-update', { userId: 'ada', status: 7, session: {}, name: null, color: [] });
  await stage.advance(1000);
  expect(faces(list)).toEqual(['A']);
  expect(problems).toHaveLength(14);
  expect(problems[0]).toBe('The payload is missing. Send an object with "userId".');
});

test('names that turn the text around turn nothing but themselves', async () => {
  const { stage, addList, say } = presenceScene();
  const list = addList();
  await stage.advance(0);
  say('presence-update', { userId: 'a', name: '\u2067\u202Eada' });
  say('presence-update', { userId: 'b', name: 'bob' });
  await stage.advance(1000);
  expect(nameOfFaces(list)).toBe('Here: ada and bob');
  const spoken = need(list, 'faces').querySelector('.visually-hidden')?.textContent;
  expect(spoken).toBe('Here: \u2068ada\u2069 and \u2068bob\u2069');
});

test('colours reach the page parsed or not at all, in a page that forbids inline styles', async () => {
  const { stage, source, say } = presenceScene();
  const { page, violations } = await openStrictPage('presence-list');
  const list = page.createElement('presence-list');
  page.body.append(Object.assign(list, { runtime: stage.runtime, source }));
  await stage.advance(0);
  const colours = [
    '#7b2ff7',
    'red;background:url(/x)',
    'var(--secret)',
    '#7b2ff7;--_fill-dark:red',
  ];
  colours.forEach((color, n) => say('presence-update', { userId: `u${n}`, color }));
  await stage.advance(1000);
  need(list, 'faces').click();
  await stage.advance(0);
  const [first, ...others] = all(list, 'face');
  expect(getComputedStyle(first!).backgroundColor).toBe('rgb(123, 47, 247)');
  for (const face of others) {
    expect(face.style.cssText).toMatch(/^--_fill-light: #[\da-f]{6}; --_fill-dark: #[\da-f]{6};$/);
  }
  expect(violations).toEqual([]);
});
