import { Stage, type StagedTab } from '../../src/stage.js';
import { TabSyncService } from '../../src/transports/tab-sync.js';

/** One tab with its service, and what that has heard from others. */
export interface Tab {
  readonly page: StagedTab['page'];
  readonly runtime: StagedTab['runtime'];
  readonly sync: TabSyncService;
  readonly heard: string[];
}

/** Sets up a stage with so many tabs, all of which know of each other. */
export async function tabs(count = 2): Promise<{ stage: Stage; tabs: [Tab, Tab, ...Tab[]] }> {
  const stage = new Stage();
  const worlds = [stage, ...Array.from({ length: count - 1 }, () => stage.tab())];
  const made = worlds.map(serve);
  await stage.advance(0);
  for (const { heard } of made) heard.length = 0;
  return { stage, tabs: made as [Tab, Tab, ...Tab[]] };
}

/** Starts a service in a tab. */
export function serve({ page, runtime }: Stage | StagedTab): Tab {
  const sync = new TabSyncService('app-sync', { runtime });
  const heard: string[] = [];
  sync.on('*', ({ type, payload }) => {
    const ofTab = type.startsWith('tab-') ? '' : ` ${JSON.stringify(payload)}`;
    heard.push(`${type}${ofTab}`);
  });
  return { page, runtime, sync, heard };
}
