import { Stage } from '../../../src/stage.js';
import type { Subject } from '../subject.js';
import type { ChannelProbe } from './probe.js';

/** Each probe has a stage of its own. */
export const stagedChannel: Subject<ChannelProbe> = {
  name: 'stage',
  async answer(probe) {
    const stage = new Stage();
    try {
      return await probe.run({
        BroadcastChannel: stage.runtime.BroadcastChannel!,
        other: stage.tab().runtime.BroadcastChannel!,
        name: 'probe',
        until: () => stage.advance(1),
      });
    } finally {
      stage.dispose();
    }
  },
};
