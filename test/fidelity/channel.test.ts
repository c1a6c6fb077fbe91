import { channelProbes } from './channel/channel-probes.js';
import { nativeChannel } from './channel/native-channel.js';
import { stagedChannel } from './channel/staged-channel.js';
import { compare } from './compare.js';
import { ignorePlannedErrors } from './planned-errors.js';

ignorePlannedErrors();

compare('BroadcastChannel', channelProbes, [nativeChannel, stagedChannel]);
