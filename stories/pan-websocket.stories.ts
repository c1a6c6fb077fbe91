import '../src/elements/connection-status/connection-status.define.js';
import '../src/elements/notification-feed/notification-feed.define.js';
import '../src/elements/pan-websocket/pan-websocket.define.js';
import { html, type TemplateResult } from 'lit';
import { expect, userEvent } from 'storybook/test';
import preview from '../.storybook/preview.js';
import { withStage } from '../src/storybook/with-stage.js';
import { asked, badges, connectionsIn, dataOn, pageWithBus, said, sent } from './pan-parts.js';
import { publish } from './publish.js';
import { text, titles } from './scene-parts.js';
import connected from './streams/connected.json';
import commands from './streams/pan-commands.json';
import falsy from './streams/pan-falsy.json';
import orders from './streams/pan-orders.json';
import rooms from './streams/pan-rooms.json';
import refused from './streams/refused.json';

const badge = html`<connection-status .grace=${0}></connection-status>`;
const feed = html`<notification-feed
  .placement=${'inline'}
  .status=${'never'}
  .duration=${0}
  style="width: 100%"
></notification-feed>`;

const meta = preview.meta({
  title: 'Scenes/PAN WebSocket',
  component: 'pan-websocket',
  args: { url: 'wss://stage.test/ws' },
  render: (args) => pageWithBus(connection(args)),
});

/** A badge and a feed inside share one socket, and nobody had to write a script. */
export const Connected = meta.story({
  decorators: [withStage(connected)],
  render: (args) =>
    pageWithBus(html`<pan-websocket .url=${args.url ?? ''}>${badge}${feed}</pan-websocket>`),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advance(0);
    await expect(badges(canvasElement)).toEqual(['Connected']);
    await moment('open');
    await stage.advance(999);
    await expect(titles(canvasElement.querySelector('notification-feed')!)).toEqual([]);
    await stage.advance(1);
    await expect(titles(canvasElement.querySelector('notification-feed')!)).toEqual([
      'Info: Welcome back, Ada',
    ]);
    await expect(asked(stage)).toEqual(['wss://stage.test/ws']);
    await expect(said(canvasElement)).toEqual(['ws.connected@0', 'notification@1000']);
    await moment('arrived');
  },
});

/** Both envelopes become topics. What is not asked for stays outside, and so does a server's command. */
export const BridgesTheBus = meta.story({
  args: { inboundTopics: 'orders.* *.state', outboundTopics: 'orders.*' },
  decorators: [withStage(orders)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(6000);
    await expect(said(canvasElement)).toEqual([
      'ws.connected@0',
      'orders.new@1000',
      'orders.paid@2000',
      'stock.state@4000',
    ]);
    await expect(asked(stage)).toEqual(['wss://stage.test/ws']);
    await expect(sent(stage)).toEqual([]);
    publish(canvasElement.querySelector('bus-monitor')!, 'orders.shipped', { order: 1042 });
    publish(canvasElement.querySelector('bus-monitor')!, 'page.scrolled', {});
    await stage.advance(0);
    await expect(sent(stage)).toMatchObject([{ topic: 'orders.shipped', data: { order: 1042 } }]);
    await moment('bridged');
  },
});

/** The page has it connect, send and disconnect by what it says on the bus. */
export const CommandsFromTheBus = meta.story({
  args: { autoConnect: false },
  decorators: [withStage(commands)],
  render: (args) =>
    pageWithBus(
      html`${connection(args)}
        <bus-commands
          .commands=${
            [
              ['Connect', 'ws.connect'],
              ['Send', 'ws.send', { type: 'note', payload: { text: 'Milk' } }],
              ['Disconnect', 'ws.disconnect'],
            ] as const
          }
        ></bus-commands>`,
      'ws.message ws.state ws.connect ws.send ws.disconnect',
    ),
  play: async ({ canvasElement, stage, moment }) => {
    const buttons = canvasElement.querySelector('bus-commands')!.shadowRoot!.children;
    const press = (label: string): Promise<void> =>
      userEvent.click([...buttons].find((button) => text(button) === label)!);
    await stage.advance(1000);
    await expect([badges(canvasElement), asked(stage)]).toEqual([['Disconnected'], []]);
    await press('Connect');
    await stage.advance(0);
    await expect(badges(canvasElement)).toEqual(['Connected']);
    await press('Send');
    await stage.advance(0);
    await expect(dataOn(canvasElement, 'notes.kept')).toEqual([{ note: 1 }]);
    await stage.advance(1000);
    await press('Disconnect');
    await stage.advance(0);
    await expect(badges(canvasElement)).toEqual(['Disconnected']);
    await expect(said(canvasElement)).toEqual([
      'ws.connected@1000',
      'notes.kept@1000',
      'ws.disconnected@2000',
    ]);
    await moment('all obeyed');
  },
});

/** Another address replaces the connection: the old one is gone before the new one is asked for. */
export const UrlChange = meta.story({
  args: { url: 'wss://stage.test/rooms/left' },
  decorators: [withStage(rooms)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(1250);
    const [element] = connectionsIn(canvasElement);
    element!.url = 'wss://stage.test/rooms/right';
    await stage.advance(0);
    await expect(stage.pending.sockets).toBe(1);
    await stage.advanceTo(5000);
    await expect(asked(stage)).toEqual([
      'wss://stage.test/rooms/left',
      'wss://stage.test/rooms/right',
    ]);
    await expect(said(canvasElement)).toEqual([
      'ws.connected@0',
      'room.said@1000',
      'ws.disconnected@1250',
      'ws.connected@1250',
      'room.said@1500',
      'room.said@4500',
    ]);
    await moment('in the other room');
  },
});

/** Moved to another place in the page, the connection stays open; removed, it ends; put back, it lives. */
export const Moved = meta.story({
  decorators: [withStage(connected)],
  render: (args) =>
    pageWithBus(
      html`<div data-place="one">${connection(args)}</div>
        <div data-place="two"></div>`,
    ),
  play: async ({ canvasElement, stage, moment }) => {
    const [element] = connectionsIn(canvasElement);
    const other = canvasElement.querySelector('[data-place=two]')!;
    await stage.advance(500);
    other.append(element!);
    await stage.advanceTo(1000);
    await expect([badges(canvasElement), asked(stage).length]).toEqual([['Connected'], 1]);
    await expect(said(canvasElement)).toEqual(['ws.connected@0', 'notification@1000']);
    element!.remove();
    await stage.advanceTo(2000);
    await expect(stage.pending.sockets).toBe(0);
    other.append(element!);
    await stage.advance(0);
    await expect([badges(canvasElement), asked(stage).length]).toEqual([['Connected'], 2]);
    await expect(said(canvasElement).at(-1)).toBe('ws.connected@2000');
    await moment('put back');
  },
});

/** Three attempts, then it says that it gives up, and Retry begins again. */
export const ReconnectFailed = meta.story({
  args: { maxReconnectAttempts: 2, reconnectDelay: '1000,2000' },
  decorators: [withStage(refused)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advance(0);
    await expect(badges(canvasElement)[0]).toMatch(/^Reconnecting in \d s \(attempt 1 of 2\)$/);
    await stage.advanceTo(3000);
    await expect(badges(canvasElement)).toEqual(['Connection failed']);
    await expect(asked(stage)).toHaveLength(3);
    await expect(dataOn(canvasElement, 'ws.error')).toMatchObject([
      { code: 'CONNECTION_FAILED' },
      { code: 'CONNECTION_FAILED' },
      { code: 'CONNECTION_FAILED' },
      { code: 'MAX_RECONNECT_EXCEEDED' },
    ]);
    await expect(said(canvasElement).at(-1)).toMatch(/^ws.reconnect-failed@/);
    await moment('given up');
    stage.cue('feed', { do: 'restore' });
    await stage.advance(60_000);
    await expect(asked(stage)).toHaveLength(3);
    const retry = canvasElement
      .querySelector('connection-status')
      ?.shadowRoot?.querySelector('button');
    await userEvent.click(retry!);
    await stage.advance(1000);
    await expect(badges(canvasElement)).toEqual(['Connected']);
  },
});

/** Two connections on one page, told apart by their names. One may fail without the other. */
export const Named = meta.story({
  args: { reconnectDelay: '60000' },
  decorators: [withStage(rooms)],
  render: twoRooms,
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(2999);
    await expect(badges(canvasElement)).toEqual(['Connected', 'Connected']);
    await stage.advanceTo(4500);
    await expect(badges(canvasElement)[0]).toMatch(/^Reconnecting in/);
    await expect(badges(canvasElement)[1]).toBe('Connected');
    await expect(said(canvasElement)).toEqual([
      'left.ws.connected@0',
      'right.ws.connected@0',
      'room.said@1000',
      'room.said@1500',
      'left.ws.disconnected@3000',
      'left.ws.error@3000',
      'room.said@4500',
    ]);
    await moment('one is down');
    publish(canvasElement.querySelector('bus-monitor')!, 'right.ws.disconnect');
    await stage.advance(0);
    await expect(badges(canvasElement)[1]).toBe('Disconnected');
  },
});

/** Zero, nothing and no are data like any other. What is no JSON is shown as it came. */
export const FalsyData = meta.story({
  decorators: [withStage(falsy)],
  render: (args) => pageWithBus(connection(args), 'ws.state'),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advanceTo(3000);
    const data = ['is.zero', 'is.empty', 'is.false', 'is.null', 'payload.zero'].map((topic) =>
      dataOn(canvasElement, topic),
    );
    await expect(data).toEqual([[0], [''], [false], [null], [0]]);
    await expect(dataOn(canvasElement, 'ws.message').at(-1)).toMatchObject({ raw: 'plain text' });
    await expect(dataOn(canvasElement, 'ws.error')).toMatchObject([
      { code: 'MESSAGE_PARSE_ERROR' },
    ]);
    await moment('all there');
  },
});

/** An attribute that makes no sense is reported, and its default used. Nothing else is lost. */
export const BadAttributes = meta.story({
  decorators: [withStage(connected)],
  render: ({ url = '' }) => pageWithBus(html`${badlyWritten(url)}`),
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advance(1000);
    await expect(dataOn(canvasElement, 'ws.error')).toMatchObject([
      { code: 'INVALID_ATTRIBUTE' },
      { code: 'INVALID_ATTRIBUTE' },
    ]);
    await expect(badges(canvasElement)).toEqual(['Connected']);
    await expect(dataOn(canvasElement, 'notification')).toHaveLength(1);
    await moment('reported');
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  args: { reconnectDelay: '60000' },
  decorators: [withStage(rooms)],
  render: twoRooms,
  play: async ({ stage, moment }) => {
    await stage.advanceTo(4500);
    await moment('one is down');
  },
});

/** In a right-to-left page. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  args: { inboundTopics: '*', outboundTopics: '' },
  decorators: [withStage(orders)],
  play: async ({ stage, moment }) => {
    await stage.advanceTo(4000);
    await moment('bridged');
  },
});

type Args = Partial<HTMLElementTagNameMap['pan-websocket']>;

/** A connection with a badge inside, as a page writes it. */
function connection(args: Args): TemplateResult {
  return html`<pan-websocket
    .url=${args.url ?? ''}
    .name=${args.name ?? ''}
    .inboundTopics=${args.inboundTopics ?? '*'}
    .outboundTopics=${args.outboundTopics ?? ''}
    .autoConnect=${args.autoConnect ?? true}
    .reconnectDelay=${args.reconnectDelay ?? '1000,15000'}
    .maxReconnectAttempts=${args.maxReconnectAttempts ?? 10}
    >${badge}</pan-websocket
  >`;
}

/** Two connections, each to a room of its own. */
function twoRooms(args: Args): TemplateResult {
  return pageWithBus(
    html`${['left', 'right'].map((name) =>
      connection({ ...args, name, url: `wss://stage.test/rooms/${name}` }),
    )}`,
  );
}

/** A connection as a page writes it that is mistaken. */
function badlyWritten(url: string): HTMLElement {
  const element = document.createElement('pan-websocket');
  const attributes = { url, heartbeat: 'often', 'reconnect-delay': '5000,1000' };
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(document.createElement('connection-status'));
  return element;
}
