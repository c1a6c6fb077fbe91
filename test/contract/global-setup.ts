import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where pages put up servers of their own. */
    controlUrl: string;
  }
}

const CACHE = resolve('node_modules/.cache/tallylight');
/** How long the servers may take to end by themselves, in ms. */
const PATIENCE = 3000;

/** Builds the servers for Node and starts the one that starts the others. */
export default async function startServers(project: TestProject): Promise<() => Promise<void>> {
  // Two runs at once, and two projects of one run, must not overwrite each other's servers.
  const folder = resolve(CACHE, `servers-${process.pid}-${project.name}`);
  await removeLeftovers();
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: folder,
      rolldownOptions: {
        input: ['control-server', 'far-end', 'document-server'].map(
          (name) => `test/servers/${name}.ts`,
        ),
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  const child = fork(resolve(folder, 'control-server.js'), [], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  project.provide('controlUrl', `http://127.0.0.1:${port}`);
  return async () => {
    const exit = once(child, 'exit');
    child.disconnect();
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    await exit;
    clearTimeout(timer);
    await rm(folder, { recursive: true, force: true });
  };
}

/** Removes what runs that were killed could not remove. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(CACHE).catch(() => [])) {
    const pid = /^servers-(\d+)-/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) await rm(resolve(CACHE, name), { recursive: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
