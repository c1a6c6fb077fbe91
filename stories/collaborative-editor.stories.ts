import '../src/elements/collaborative-editor/collaborative-editor.define.js';
import { html } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { expect, userEvent } from 'storybook/test';
import preview from '../.storybook/preview.js';
import { withProgram } from '../src/storybook/with-program.js';
import { withWebSocket } from '../src/storybook/with-websocket.js';
import { documentFrames } from '../src/transports/codecs/document-frames.js';
import { plainPeer, write, yjsPeer, type Peer } from '../test/documents/document-scene.js';
import { PlainRoom } from '../test/documents/plain-room.js';
import { YjsRoom } from '../test/documents/yjs-room.js';
import {
  areaOf,
  badges,
  compose,
  editorIn,
  press,
  replace,
  said,
  select,
  shown,
  status,
  tags,
  type,
  typing,
} from './editor-parts.js';
import { need, part, text } from './scene-parts.js';
import alone from './streams/editor-alone.json';
import hostile from './streams/editor-hostile.json';
import loadFails from './streams/editor-load-fails.json';
import rejoins from './streams/editor-rejoins.json';
import rightToLeft from './streams/editor-right-to-left.json';
import room from './streams/editor-room.json';
import ten from './streams/editor-ten.json';
import minutes from './streams/editor-text.json';
import three from './streams/editor-three.json';
import two from './streams/editor-two.json';

/** Attempts a second apart, so that moments can be named. */
const steadily = { reconnectDelay: () => 1000, maxReconnectAttempts: Infinity };
const ROOM = 'wss://stage.test/room';

/** Words in another language; what is left out stays in English. */
const arabic = {
  saved: 'محفوظ',
  saving: 'جارٍ الحفظ…',
  loading: 'جارٍ التحميل…',
  typing: (names: string) => `${names} يكتب…`,
  here: (names: string) => `هنا: ${names}`,
};

const meta = preview.meta({
  title: 'Scenes/Collaborative editor',
  component: 'collaborative-editor',
  args: { label: 'Minutes', max: 5, rows: 8 },
  render: (args) => html`
    <collaborative-editor
      .wire=${args.wire ?? 'plain'}
      .label=${args.label ?? ''}
      .max=${args.max ?? 5}
      .rows=${args.rows ?? 8}
      .maxLength=${args.maxLength ?? 1_000_000}
      .self=${args.self ?? ''}
      .selfName=${args.selfName ?? ''}
      .persist=${args.persist}
      .readOnly=${args.readOnly ?? false}
      .disabled=${args.disabled ?? false}
      .strings=${args.strings ?? {}}
    ></collaborative-editor>
  `,
});

/** Nobody else is here. What is typed goes out every 300 ms, and the last word always. */
export const Alone = meta.story({
  decorators: [withWebSocket(alone, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await stage.advanceTo(299);
    await expect(part(editor, 'skeleton')).not.toBeNull();
    await expect(status(editor)).toBe('Loading…');
    await moment('loading');
    await stage.advance(2);
    await expect(part(editor, 'skeleton')).toBeNull();
    await moment('empty');
    // By then somebody would have told what the text is made of.
    await stage.advanceTo(1200);
    editor.focus();
    await userEvent.keyboard('Berth 4 is free.');
    await stage.advance(20);
    await expect(status(editor)).toBe('Saving…');
    await stage.advance(300);
    await expect(status(editor)).toBe('Saved');
    const updates = stage.log.entries.filter(({ data }) => data?.includes('document-update'));
    await expect(updates.map(({ at }) => at)).toEqual([1200, 1500]);
    await expect(updates.at(-1)?.data).toContain('"content":"Berth 4 is free."');
  },
});

/** Ada writes above while the reader types below: both texts stay, and so does the caret. */
export const TwoWriters = meta.story({
  decorators: [withWebSocket(two, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await stage.advanceTo(2900);
    await expect(badges(editor)).toEqual(['A']);
    select(editor, editor.value.length);
    type(editor, 'I d');
    await stage.advanceTo(3050);
    await expect(shown(editor)).toContain('free from again.');
    await expect(shown(editor).endsWith('\nI d|')).toBe(true);
    await expect(typing(editor)).toBe('Ada Lovelace is typing…');
    type(editor, 'o.');
    await stage.advanceTo(3700);
    await expect(editor.value).toContain('Berth 4 is free from Monday again.');
    await expect(shown(editor).endsWith('\nI do.|')).toBe(true);
    await expect(tags(editor)).toEqual(['Ada Lovelace']);
    await moment('both typing');
    await stage.advanceTo(5599);
    await expect(typing(editor)).not.toBe('');
    await stage.advance(20);
    await expect(typing(editor)).toBe('');
    await stage.advanceTo(9000);
    await expect(tags(editor)).toEqual([]);
    await moment('at rest');
  },
});

/** One has selected words, two are typing, and one leaves. It is said who is where. */
export const ThreePeers = meta.story({
  decorators: [withWebSocket(three, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await stage.advanceTo(2000);
    await expect(said(editor)).toBe('Here: Ada Lovelace, Bob Chen and Cem Yılmaz');
    await stage.advanceTo(3200);
    await expect(said(editor)).toBe(
      'Ada Lovelace is on line 3, Bob Chen is on line 5, Cem Yılmaz is on line 1',
    );
    await expect(typing(editor)).toBe('Bob Chen and Cem Yılmaz are typing…');
    await moment('two typing');
    await stage.advanceTo(10_100);
    await expect(badges(editor)).toEqual(['A', 'B']);
    await expect(said(editor)).toBe('Cem Yılmaz left');
  },
});

/** Five badges have room, the others are counted. */
export const TenPeers = meta.story({
  args: { rows: 12 },
  decorators: [withWebSocket(ten, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await stage.advanceTo(1500);
    await expect(badges(editor)).toEqual(['A', 'B', 'C', 'Đ', 'E', '+5']);
    await moment('ten others');
    await stage.advanceTo(6500);
    await expect(typing(editor)).toBe('Bob Chen, Eve Adams, Gus van Dyk and Ivo Novák are typing…');
    await moment('four typing');
  },
});

/** An hour without a connection: both write on, and afterwards both texts are one. */
export const OfflineForAnHour = meta.story({
  decorators: [
    withProgram((stage) => {
      const server = new PlainRoom(stage, ROOM, { latency: 20 });
      server.contents.set('default', 'Log of the harbour\n');
      const ada = plainPeer(stage, 7);
      const { clock } = stage.runtime;
      clock.setTimeout(() => {
        server.isDown = true;
        server.drop();
      }, 5000);
      clock.setTimeout(() => {
        server.isDown = false;
      }, 3_605_000);
      clock.setTimeout(() => write(ada, '09:40 Fog. (Ada)\n'), 1_800_000);
    }),
    withWebSocket(room, steadily),
  ],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await stage.advanceTo(6999);
    await expect(status(editor)).toBe('Saved');
    await stage.advanceTo(7100);
    await expect(status(editor)).toBe('Offline');
    select(editor, editor.value.length);
    for (const line of ['09:10 Pilot out.\n', '09:25 Pilot in.\n', '10:00 Clear.\n']) {
      type(editor, line, true);
      await stage.advance(1000);
    }
    await expect(status(editor)).toBe('Offline, 3 edits waiting');
    await expect(said(editor)).toBe('Offline');
    await moment('three edits waiting');
    await stage.advanceTo(3_604_999);
    await expect(status(editor)).toBe('Offline, 3 edits waiting');
    await stage.advanceTo(3_610_000);
    await expect(status(editor)).toBe('Saved');
    for (const line of ['Log', '09:10', '09:25', '10:00', '09:40 Fog. (Ada)']) {
      await expect(editor.value.split(line)).toHaveLength(2);
    }
    await moment('back, and merged');
  },
});

/** Joins again after every connect, and leaves when it is taken away. */
export const Rejoins = meta.story({
  decorators: [withWebSocket(rejoins, steadily)],
  play: async ({ canvasElement, stage }) => {
    const editor = editorIn(canvasElement);
    const said = (): string[] =>
      stage.log.entries
        .filter(({ direction, data }) => direction === 'out' && /(join|leave)-doc/.test(data ?? ''))
        .map(({ at, data }) => `${/\w+-document/.exec(data!)![0]}@${at}`);
    await stage.advanceTo(4999);
    await expect(said()).toEqual(['join-document@0']);
    await stage.advance(1);
    await expect(said()).toEqual(['join-document@0', 'join-document@5000']);
    await stage.advanceTo(6000);
    await expect(badges(editor)).toEqual(['A']);
    editor.remove();
    await stage.advance(0);
    await expect(said().at(-1)).toBe('leave-document@6000');
  },
});

/** The text cannot be loaded. It is tried again every five seconds, and at once on request. */
export const LoadFails = meta.story({
  decorators: [withWebSocket(loadFails, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await stage.advanceTo(1000);
    await expect(status(editor)).toBe('Not loaded');
    await expect(text(part(editor, 'problem'))).toContain('could not be loaded');
    await moment('not loaded');
    select(editor, 0);
    type(editor, 'Typed meanwhile. ');
    await stage.advanceTo(8100);
    await expect(status(editor)).toBe('Not loaded');
    need(editor, 'retry').focus();
    await userEvent.keyboard('{Enter}');
    await stage.advance(400);
    await expect(part(editor, 'problem')).toBeNull();
    await expect(editor.value).toContain('Typed meanwhile. ');
    await expect(editor.value).toContain('Berth 4 is free again.');
    await expect(editor.shadowRoot?.activeElement).toBe(areaOf(editor));
  },
});

/** To be read, and not changed: what others write goes on coming. */
export const ReadOnly = meta.story({
  args: { readOnly: true },
  decorators: [withWebSocket(two, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await stage.advanceTo(1000);
    areaOf(editor).focus();
    await userEvent.keyboard('x');
    await stage.advanceTo(4000);
    await expect(editor.value).toContain('free from Monday again.');
    await expect(editor.value).not.toContain('x');
    await moment('read only');
  },
});

/** Switched off. */
export const Disabled = meta.story({
  args: { disabled: true },
  decorators: [withWebSocket(minutes, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(1000);
    await expect(areaOf(editorIn(canvasElement)).disabled).toBe(true);
    await moment('disabled');
  },
});

/** What has no room any more stays where it was typed, and is not shared before it fits. */
export const Full = meta.story({
  args: { maxLength: 100 },
  decorators: [withWebSocket(minutes, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await stage.advanceTo(1000);
    select(editor, editor.value.length);
    type(editor, 'The harbour master does, by radio.', true);
    await stage.advance(100);
    await expect(text(part(editor, 'problem'))).toContain('Shorten it by 15');
    await expect(said(editor, 'alert')).toContain('Shorten it by 15');
    await expect(status(editor)).toBe('Not saved');
    await moment('full');
    const end = editor.value.length;
    select(editor, end - 17, end);
    replace(editor, '.');
    await stage.advance(100);
    await expect(part(editor, 'problem')).toBeNull();
    await expect(status(editor)).toBe('Saved');
  },
});

/** The browser has no storage. It is said once, and everything else goes on. */
export const Unkept = meta.story({
  args: {
    persist: () => {
      throw new Error('no storage');
    },
  },
  decorators: [withWebSocket(minutes, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await stage.advanceTo(1000);
    await expect(text(part(editor, 'problem'))).toContain('cannot keep your edits');
    await expect(part(editor, 'retry')).toBeNull();
    await expect(areaOf(editor)).toHaveAccessibleDescription(/cannot keep your edits/);
    select(editor, editor.value.length);
    type(editor, 'Noted.', true);
    await stage.advance(400);
    await expect(status(editor)).toBe('Saved');
    await moment('not kept');
  },
});

/** What others call themselves is text, their colours are read and never pasted. */
export const Hostile = meta.story({
  decorators: [withWebSocket(hostile, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    const title = document.title;
    const problems: string[] = [];
    editor.addEventListener('document-invalid', ({ problem }) => problems.push(problem));
    await stage.advanceTo(1500);
    await expect(badges(editor)).toHaveLength(5);
    await expect(editor.value).not.toContain('Not for this document');
    await expect(document.title).toBe(title);
    await expect(problems).toHaveLength(3);
    await moment('all of it text');
  },
});

/** An input method is at work. What others write waits until it is through. */
export const Composition = meta.story({
  decorators: [withWebSocket(two, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await stage.advanceTo(2900);
    select(editor, editor.value.length);
    compose(editor, 'start');
    replace(editor, 'こん', true);
    await stage.advanceTo(4000);
    await expect(editor.value).not.toContain('Monday');
    const area = areaOf(editor);
    area.setSelectionRange(area.value.length - 2, area.value.length);
    replace(editor, '今度', true);
    compose(editor, 'end');
    await expect(editor.value).toContain('free from Monday again.');
    await expect(shown(editor).endsWith('今度|')).toBe(true);
    await stage.advanceTo(4500);
    await expect(status(editor)).toBe('Saved');
    await moment('composed');
  },
});

/** Undo takes back one's own steps and nobody else's. */
export const Undo = meta.story({
  decorators: [withWebSocket(two, steadily)],
  play: async ({ canvasElement, stage }) => {
    const editor = editorIn(canvasElement);
    await stage.advanceTo(1000);
    select(editor, 0);
    type(editor, 'Draft: ');
    await stage.advanceTo(4000);
    await expect(editor.value).toContain('Draft: Harbour');
    press(editor, 'z');
    await expect(shown(editor).startsWith('|Harbour')).toBe(true);
    await expect(editor.value).toContain('free from Monday again.');
    press(editor, 'z');
    await expect(editor.value).toContain('free from Monday again.');
    press(editor, 'z', true);
    await expect(shown(editor).startsWith('Draft: |Harbour')).toBe(true);
  },
});

/** Over frames of Yjs: two more in tabs of their own, and a server that does what `y-websocket` does. */
export const YjsWire = meta.story({
  args: { wire: 'yjs', self: 'me', selfName: 'Me' },
  decorators: [
    withProgram((stage) => {
      new YjsRoom(stage, ROOM, { latency: 20 });
      const { clock } = stage.runtime;
      const peers: Peer[] = [yjsPeer(stage, 1), yjsPeer(stage, 2)];
      clock.setTimeout(() => write(peers[0]!, 'One wrote this.\n'), 500);
      clock.setTimeout(() => write(peers[1]!, 'Two wrote that.\n'), 2000);
      clock.setTimeout(() => peers[0]!.document.select(4, 9), 2100);
      clock.setTimeout(() => peers[1]!.document.select(peers[1]!.document.text.length), 2100);
    }),
    withWebSocket(room, { ...steadily, codecs: documentFrames() }),
  ],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await stage.advanceTo(1500);
    await expect(editor.value).toBe('One wrote this.\n');
    select(editor, editor.value.length);
    type(editor, 'I wrote this.\n');
    await stage.advanceTo(3500);
    await expect(editor.value).toContain('Two wrote that.');
    await expect(editor.value).toContain('I wrote this.');
    await expect(badges(editor)).toEqual(['U', 'U']);
    await expect(status(editor)).toBe('Saved');
    await moment('three writers');
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  decorators: [withWebSocket(three, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(3200);
    editorIn(canvasElement).focus();
    await stage.advance(50);
    await moment('two typing');
  },
});

/** In a right-to-left page, with its own words. Each line goes the way of its own script. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  args: { strings: arabic, label: 'محضر' },
  decorators: [withWebSocket(rightToLeft, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(3000);
    await expect(tags(editorIn(canvasElement))).toHaveLength(3);
    await moment('three scripts');
  },
});

/** In a column of 240 pixels. */
export const Narrow = meta.story({
  args: { label: 'Minutes of the harbour meeting' },
  decorators: [
    (story) => html`<div style=${styleMap({ inlineSize: '240px' })}>${story()}</div>`,
    withWebSocket(ten, steadily),
  ],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(6500);
    await expect(editorIn(canvasElement).offsetWidth).toBe(240);
    await moment('ten others');
  },
});
