import '../src/elements/collaborative-editor/collaborative-editor.define.js';
import * as commands from '@codemirror/commands';
import * as state from '@codemirror/state';
import * as view from '@codemirror/view';
import { html } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { expect, userEvent } from 'storybook/test';
import preview from '../.storybook/preview.js';
import { withWebSocket } from '../src/storybook/with-websocket.js';
import { arrived, select, shown, type, viewOf } from './codemirror-parts.js';
import { areaOf, badges, editorIn, said, status, tags, typing } from './editor-parts.js';
import { need, part, text } from './scene-parts.js';
import rightToLeft from './streams/editor-right-to-left.json';
import ten from './streams/editor-ten.json';
import minutes from './streams/editor-text.json';
import three from './streams/editor-three.json';
import two from './streams/editor-two.json';

/** Attempts a second apart, so that moments can be named. */
const steadily = { reconnectDelay: () => 1000, maxReconnectAttempts: Infinity };

const loads = () => Promise.resolve({ state, view, commands });
const waits = () => new Promise<object>(() => undefined);

/** Fails the first time, as a network does. */
function failsOnce(): () => Promise<object> {
  let isDown = true;
  return () => {
    if (!isDown) return loads();
    isDown = false;
    return Promise.reject(new Error('the network is down'));
  };
}

const meta = preview.meta({
  title: 'Scenes/Collaborative editor with CodeMirror',
  component: 'collaborative-editor',
  args: { label: 'Minutes', max: 5, rows: 8, codemirror: loads },
  render: (args) => html`
    <collaborative-editor
      .editor=${'codemirror'}
      .codemirror=${args.codemirror}
      .extensions=${args.extensions ?? []}
      .label=${args.label ?? ''}
      .max=${args.max ?? 5}
      .rows=${args.rows ?? 8}
      .readOnly=${args.readOnly ?? false}
    ></collaborative-editor>
  `,
});

/** One has selected words, two are typing, and the reader writes between them. */
export const ThreePeers = meta.story({
  decorators: [withWebSocket(three, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await arrived(editor);
    await stage.advanceTo(2000);
    await expect(said(editor)).toBe('Here: Ada Lovelace, Bob Chen and Cem Yılmaz');
    await stage.advanceTo(2900);
    select(editor, editor.value.indexOf('again') + 6);
    type(editor, ' Ask?');
    await stage.advanceTo(3200);
    await expect(shown(editor)).toContain('free again. Ask?|');
    await expect(typing(editor)).toBe('Bob Chen and Cem Yılmaz are typing…');
    await expect(badges(editor)).toEqual(['A', 'B', 'C']);
    await moment('two typing');
    need(editor, 'badge').click();
    await stage.advance(50);
    await expect(shown(editor)).toContain('Berth 4| is free');
  },
});

/** Until CodeMirror has been loaded, the plain text area serves. Nothing typed meanwhile is lost. */
export const Loading = meta.story({
  args: { codemirror: waits },
  decorators: [withWebSocket(two, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await stage.advanceTo(1000);
    areaOf(editor).focus();
    areaOf(editor).setSelectionRange(0, 0);
    await userEvent.keyboard('Draft: ');
    await stage.advance(100);
    await moment('on its way');
    editor.codemirror = loads;
    await arrived(editor);
    await stage.advance(100);
    await expect(shown(editor)).toMatch(/^Draft: \|Harbour/);
    await expect(editor.shadowRoot?.activeElement).toBe(need(editor, 'area'));
    await moment('arrived');
  },
});

/** It could not be loaded: the text area stays, and Retry asks again. */
export const LoadFails = meta.story({
  render: (args) => html`
    <collaborative-editor
      .editor=${'codemirror'}
      .codemirror=${failsOnce()}
      .label=${args.label ?? ''}
      .rows=${args.rows ?? 8}
    ></collaborative-editor>
  `,
  decorators: [withWebSocket(two, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await stage.advanceTo(1000);
    await expect(text(part(editor, 'problem'))).toContain('could not be loaded');
    await expect(status(editor)).toBe('Saved');
    await moment('not loaded');
    need(editor, 'retry').focus();
    await userEvent.keyboard('{Enter}');
    await arrived(editor);
    await stage.advance(100);
    await expect(part(editor, 'problem')).toBeNull();
    await expect(editor.shadowRoot?.activeElement).toBe(need(editor, 'area'));
  },
});

/** On a dark page, to be read and not changed, with the numbers of lines that the page adds. */
export const ReadOnlyDark = meta.story({
  globals: { theme: 'dark' },
  args: { readOnly: true, extensions: [view.lineNumbers()] },
  decorators: [withWebSocket(three, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await arrived(editor);
    await stage.advanceTo(2000);
    select(editor, 0);
    await userEvent.keyboard('x');
    await stage.advanceTo(3200);
    await expect(editor.value).toContain('Bob: I do, by radio.');
    await expect(editor.value).not.toContain('x');
    await expect(need(editor, 'area').ariaReadOnly).toBe('true');
    await moment('read only');
  },
});

/** In a right-to-left page. Each line goes the way of its own script. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  args: { label: 'محضر' },
  decorators: [withWebSocket(rightToLeft, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await arrived(editor);
    await stage.advanceTo(3000);
    await expect(tags(editor)).toHaveLength(3);
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
    const editor = editorIn(canvasElement);
    await arrived(editor);
    await stage.advanceTo(6500);
    await expect(editor.offsetWidth).toBe(240);
    await expect(viewOf(editor).scrollDOM.scrollWidth).toBeLessThanOrEqual(238);
    await moment('ten others');
  },
});

/** A long text: only what can be seen is laid out, and the others are where they are. */
export const LongText = meta.story({
  decorators: [withWebSocket(minutes, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const editor = editorIn(canvasElement);
    await arrived(editor);
    await stage.advanceTo(1000);
    const line = 'The pilot boat is out, and the harbour master is told by radio.\n';
    editor.value = line.repeat(5000);
    await stage.advance(500);
    select(editor, 2500 * line.length);
    viewOf(editor).dispatch({ effects: view.EditorView.scrollIntoView(2500 * line.length) });
    await stage.advance(500);
    await expect(need(editor, 'area').childElementCount).toBeLessThan(200);
    await expect(status(editor)).toBe('Saved');
    await moment('in the middle');
  },
});
