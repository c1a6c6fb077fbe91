import { expect, test } from 'vitest';
import { findBrowser, resolveBrowser } from '../../scripts/browser.mjs';

test('prefers the browser that the environment names', async () => {
  const machine = fakeMachine({
    configured: '/my/chrome',
    installed: ['/my/chrome', '/pw/chrome'],
  });
  expect(await resolveBrowser(machine)).toBe('/my/chrome');
  expect(machine.commands).toEqual([]);
});

test('names the variable when the browser in it does not exist', async () => {
  const machine = fakeMachine({ configured: '/no/chrome', installed: ['/pw/chrome'] });
  await expect(resolveBrowser(machine)).rejects.toThrow(/\/no\/chrome.*TALLYLIGHT_BROWSER/s);
});

test("prefers Playwright's own browser to the system's", async () => {
  const machine = fakeMachine({ installed: ['/usr/bin/chromium', '/pw/chrome'] });
  expect(await resolveBrowser(machine)).toBe('/pw/chrome');
});

test("takes the system's best browser when Playwright has none", async () => {
  const machine = fakeMachine({ installed: ['/usr/bin/chromium', '/usr/bin/google-chrome'] });
  expect(await resolveBrowser(machine)).toBe('/usr/bin/google-chrome');
  expect(machine.commands).toEqual([]);
});

test('downloads a browser by Playwright when there is none', async () => {
  const machine = fakeMachine({ root: true, commands: { npx: '/pw/chrome' } });
  expect(await resolveBrowser(machine)).toBe('/pw/chrome');
  expect(machine.commands).toEqual(['npx playwright install chromium']);
});

test('falls back to apt-get for root on Debian', async () => {
  const machine = fakeMachine({ root: true, commands: { 'apt-get': '/usr/bin/chromium' } });
  expect(await resolveBrowser(machine)).toBe('/usr/bin/chromium');
  expect(machine.commands).toEqual([
    'npx playwright install chromium',
    'apt-get update',
    'apt-get install -y chromium',
  ]);
});

test('gives every command a time limit', async () => {
  const machine = fakeMachine({ root: true });
  await expect(resolveBrowser(machine)).rejects.toThrow();
  expect(machine.limits).toHaveLength(3);
  for (const limit of machine.limits) expect(limit).toBeLessThanOrEqual(240_000);
});

test('names the one command to run when everything failed', async () => {
  await expect(resolveBrowser(fakeMachine({ root: true }))).rejects.toThrow(
    'Run "apt-get install -y chromium"',
  );
  const user = fakeMachine({ root: false });
  await expect(resolveBrowser(user)).rejects.toThrow('Run "npx playwright install chromium"');
  expect(user.commands).toEqual(['npx playwright install chromium']);
});

test('installs nothing when only asked to find a browser', async () => {
  const machine = fakeMachine({ root: true, commands: { npx: '/pw/chrome' } });
  expect(await findBrowser(machine)).toBeUndefined();
  expect(machine.commands).toEqual([]);
});

interface FakeMachine {
  configured?: string;
  installed?: string[];
  root?: boolean;
  /** What each command installs. */
  commands?: Record<string, string>;
}

function fakeMachine({ configured, installed = [], root = false, commands = {} }: FakeMachine) {
  const present = new Set(installed);
  const ran: string[] = [];
  const limits: number[] = [];
  return {
    commands: ran,
    limits,
    configured: () => configured,
    playwright: () => '/pw/chrome',
    system: () => ['/usr/bin/google-chrome', '/usr/bin/chromium'],
    runs: (path: string) => present.has(path),
    mayUseApt: () => root,
    run: (command: string, args: readonly string[], limit: number) => {
      ran.push([command, ...args].join(' '));
      limits.push(limit);
      const brings = commands[command];
      if (brings) present.add(brings);
      return Promise.resolve(brings !== undefined);
    },
    say: () => {},
  };
}
