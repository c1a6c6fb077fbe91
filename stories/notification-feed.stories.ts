import '../src/elements/notification-feed/notification-feed.define.js';
import { html } from 'lit';
import { expect, fireEvent, userEvent } from 'storybook/test';
import preview from '../.storybook/preview.js';
import { withWebSocket } from '../src/storybook/with-websocket.js';
import {
  all,
  announced,
  badgeIn,
  feedIn,
  need,
  part,
  saysBadge,
  sourceIn,
  text,
  titles,
} from './scene-parts.js';
import allTypes from './streams/all-types.json';
import burst from './streams/burst.json';
import connected from './streams/connected.json';
import duplicates from './streams/duplicates.json';
import halfOpen from './streams/half-open.json';
import hostilePayload from './streams/hostile-payload.json';
import malformedFrames from './streams/malformed-frames.json';
import newsroom from './streams/newsroom.json';
import oneMessage from './streams/one-message.json';
import outage from './streams/outage.json';
import refused from './streams/refused.json';
import rightToLeft from './streams/right-to-left.json';
import threeMessages from './streams/three-messages.json';
import undo from './streams/undo.json';
import updateInPlace from './streams/update-in-place.json';
import whileAway from './streams/while-away.json';

/** Each attempt waits a second longer than the one before: no chance, so that the texts are known. */
const steadily = { reconnectDelay: (attempt: number) => attempt * 1000 };

/** Words in another language; what is left out stays in English. */
const arabic = {
  label: 'الإشعارات',
  dismiss: 'إغلاق',
  types: { info: 'معلومة', success: 'نجاح', warning: 'تنبيه', error: 'خطأ' },
  justNow: 'الآن',
  connection: { connected: 'متصل', disconnected: 'غير متصل' },
};

const meta = preview.meta({
  title: 'Scenes/Notification feed',
  component: 'notification-feed',
  args: { placement: 'inline', grace: 0 },
  render: (args) => html`
    <notification-feed
      .placement=${args.placement ?? 'inline'}
      .grace=${args.grace ?? 0}
      .duration=${args.duration ?? 5000}
      .cap=${args.cap ?? 50}
      .visibleLimit=${args.visibleLimit ?? 5}
      .strings=${args.strings ?? {}}
      style="max-width: 360px"
    ></notification-feed>
  `,
});

/** Notifications arrive and time out; the connection drops and comes back. */
export const Newsroom = meta.story({
  args: { grace: 2000 },
  parameters: {
    stage: { moments: { 'all is well': 4900, reconnecting: 9500, 'back again': 19_000 } },
  },
  decorators: [withWebSocket(newsroom, steadily)],
});

/** The connection opens, and the first notification is there. */
export const Connected = meta.story({
  decorators: [withWebSocket(connected)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = feedIn(canvasElement);
    await stage.advance(0);
    await expect(saysBadge(badgeIn(canvasElement))).toBe('Connected');
    await expect(titles(feed)).toEqual([]);
    await moment('empty');
    await stage.advance(999);
    await expect(titles(feed)).toEqual([]);
    await stage.advance(1);
    await expect(titles(feed)).toEqual(['Info: Welcome back, Ada']);
    await moment('arrived');
  },
});

/** Four types, told apart by icon, bar and spoken name. */
export const AllTypes = meta.story({
  decorators: [withWebSocket(allTypes)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advance(1000);
    const feed = feedIn(canvasElement);
    await expect(titles(feed)).toEqual([
      'Error: Payment declined',
      'Warning: Your session ends soon',
      'Success: Invoice sent',
      'Info: Ada joined the project',
    ]);
    await expect(announced(feed).assertive).toContain('Payment declined');
    await moment('all four');
  },
});

/** Still there at 4,999 ms, gone at 5,000. */
export const AutoDismiss = meta.story({
  decorators: [withWebSocket(oneMessage)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = feedIn(canvasElement);
    await stage.advance(1000);
    await expect(titles(feed)).toHaveLength(1);
    await stage.advance(4999);
    await expect(titles(feed)).toHaveLength(1);
    await moment('after 4,999 ms');
    await stage.advance(1);
    await expect(titles(feed)).toHaveLength(0);
    await expect(text(part(feed, 'missed'))).toBe('1 missed');
    await moment('after 5,000 ms');
  },
});

/** Under the pointer time stands still; the remainder is kept, however long the pause. */
export const PauseOnHover = meta.story({
  decorators: [withWebSocket(oneMessage)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = feedIn(canvasElement);
    await stage.advance(1000);
    await stage.advance(4000);
    await userEvent.hover(feed);
    await stage.advance(3_600_000);
    await expect(titles(feed)).toHaveLength(1);
    await moment('an hour under the pointer');
    await userEvent.unhover(feed);
    await stage.advance(999);
    await expect(titles(feed)).toHaveLength(1);
    await stage.advance(1);
    await expect(titles(feed)).toHaveLength(0);
  },
});

/** The focus inside stops the clock as the pointer does. */
export const PauseOnFocus = meta.story({
  decorators: [withWebSocket(oneMessage)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = feedIn(canvasElement);
    await stage.advance(2000);
    need(feed, 'dismiss').focus();
    await stage.advance(60_000);
    await expect(titles(feed)).toHaveLength(1);
    await moment('focus inside');
    need(feed, 'dismiss').blur();
    await stage.advance(3999);
    await expect(titles(feed)).toHaveLength(1);
    await stage.advance(1);
    await expect(titles(feed)).toHaveLength(0);
  },
});

/** What comes while the page is hidden is folded into one line; an action never is. */
export const HiddenTab = meta.story({
  decorators: [withWebSocket(whileAway)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = feedIn(canvasElement);
    await stage.advanceTo(61_999);
    await stage.advance(1);
    await expect(text(part(feed, 'away'))).toContain('7 while you were away');
    await expect(titles(feed)).toEqual(['Info: Task archived', 'Info: Before you left']);
    await moment('back after a minute');
    await stage.advance(3999);
    await expect(titles(feed)).toContain('Info: Before you left');
    await stage.advance(1);
    await expect(titles(feed)).toEqual(['Info: Task archived']);
    await userEvent.click(need(feed, 'away').querySelector('button') as HTMLElement);
    await stage.advance(0);
    await expect(part(feed, 'away')).toBeNull();
    await expect(text(part(feed, 'history'))).toContain('Build 7 finished');
    await moment('the missed ones');
  },
});

/** Two hundred in a second: fifty are kept, five shown, the rest stacked, the oldest gone. */
export const CapReached = meta.story({
  decorators: [withWebSocket(burst)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = feedIn(canvasElement);
    await stage.advance(1000 + 49 * 5);
    await userEvent.click(need(feed, 'stack'));
    await stage.advance(0);
    await expect(titles(feed)).toHaveLength(50);
    await expect(titles(feed).at(-1)).toBe('Info: Order 1 placed');
    await stage.advance(5);
    await expect(titles(feed)).toHaveLength(50);
    await expect(titles(feed).at(0)).toBe('Info: Order 51 placed');
    await expect(titles(feed).at(-1)).toBe('Info: Order 2 placed');
    await stage.advance(1000);
    await expect(titles(feed).at(0)).toBe('Info: Order 200 placed');
    await expect(titles(feed).at(-1)).toBe('Info: Order 151 placed');
    await userEvent.click(need(feed, 'stack'));
    await stage.advance(0);
    await expect(titles(feed)).toHaveLength(5);
    await expect(text(need(feed, 'stack'))).toBe('45 more');
    (feed.shadowRoot?.activeElement as HTMLElement | null)?.blur();
    await moment('full');
  },
});

/** The same id is updated where it stands, and counts. */
export const UpdateInPlace = meta.story({
  decorators: [withWebSocket(updateInPlace)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = feedIn(canvasElement);
    await stage.advance(2500);
    await expect(titles(feed)).toEqual(['Info: Ada is typing…', 'Info: Uploading ×2']);
    await stage.advance(1500);
    await expect(titles(feed)).toEqual(['Info: Ada is typing…', 'Success: Upload finished ×3']);
    await moment('third time');
    await stage.advance(4999);
    await expect(titles(feed)).toEqual(['Success: Upload finished ×3']);
    await stage.advance(1);
    await expect(titles(feed)).toEqual([]);
  },
});

/** Undo outlives a flood that fills the cap, and is reached by keyboard alone. */
export const Undo = meta.story({
  decorators: [withWebSocket(undo)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = feedIn(canvasElement);
    const chosen: string[] = [];
    feed.addEventListener('notification-action', (event) => {
      chosen.push(`${event.notificationId}: ${event.actionId}`);
    });
    await stage.advance(4000);
    await expect(titles(feed)).toContain('Info: Message deleted');
    await moment('not evicted');
    await userEvent.keyboard('{F8}');
    await userEvent.keyboard('{End}');
    await expect(feed.shadowRoot?.activeElement).toBe(all(feed, 'card').at(-1));
    need(feed, 'action').focus();
    await userEvent.keyboard('{Enter}');
    await stage.advance(0);
    await expect(chosen).toEqual(['deleted: undo']);
    await expect(titles(feed)).not.toContain('Info: Message deleted');
    await expect(feed.shadowRoot?.activeElement).toBe(all(feed, 'card').at(-1));
  },
});

/** The connection drops, three attempts fail, the fourth gets through. */
export const Outage = meta.story({
  decorators: [withWebSocket(outage, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = feedIn(canvasElement);
    const badge = badgeIn(canvasElement);
    await stage.advance(2999);
    await expect(saysBadge(badge)).toBe('Connected');
    await stage.advance(1);
    await expect(saysBadge(badge)).toBe('Reconnecting in 1 s (attempt 1 of 10)');
    await moment('dropped');
    await stage.advance(1000);
    await expect(saysBadge(badge)).toBe('Reconnecting in 2 s (attempt 2 of 10)');
    await stage.advance(1000);
    await expect(saysBadge(badge)).toBe('Reconnecting in 1 s (attempt 2 of 10)');
    await stage.advance(1000);
    await expect(saysBadge(badge)).toBe('Reconnecting in 3 s (attempt 3 of 10)');
    await moment('third attempt');
    await stage.advance(3000);
    await expect(saysBadge(badge)).toBe('Reconnecting in 4 s (attempt 4 of 10)');
    await stage.advance(3999);
    await expect(saysBadge(badge)).toBe('Reconnecting in 1 s (attempt 4 of 10)');
    await stage.advance(1);
    await expect(saysBadge(badge)).toBe('Connected');
    await stage.advanceTo(20_000);
    await expect(titles(feed)).toEqual(['Success: After the outage', 'Info: Before the outage']);
    await moment('recovered');
  },
});

/** A socket that says it is open and is dead: noticed after heartbeat and deadline. */
export const HalfOpen = meta.story({
  decorators: [withWebSocket(halfOpen, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const badge = badgeIn(canvasElement);
    await stage.advanceTo(34_999);
    await expect(saysBadge(badge)).toBe('Connected');
    await stage.advance(1);
    await expect(saysBadge(badge)).toBe('Reconnecting in 1 s (attempt 1 of 10)');
    await moment('noticed');
    await stage.advanceTo(50_000);
    await expect(saysBadge(badge)).toBe('Connected');
    await expect(titles(feedIn(canvasElement))).toContain('Success: Alive again');
  },
});

/** A server that refuses from the first attempt on. */
export const Refused = meta.story({
  decorators: [withWebSocket(refused, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advance(1);
    await expect(saysBadge(badgeIn(canvasElement))).toBe('Reconnecting in 1 s (attempt 1 of 10)');
    await moment('refused');
  },
});

/** After the last attempt the client gives up, and the reader decides. */
export const GaveUp = meta.story({
  decorators: [withWebSocket(refused, { ...steadily, maxReconnectAttempts: 3 })],
  play: async ({ canvasElement, stage, moment }) => {
    const badge = badgeIn(canvasElement);
    await stage.advance(5999);
    await expect(saysBadge(badge)).toBe('Reconnecting in 1 s (attempt 3 of 3)');
    await stage.advance(1);
    await expect(saysBadge(badge)).toBe('Connection failed');
    await moment('given up');
    stage.cue('feed', { do: 'restore' });
    await userEvent.click(need(badge, 'retry'));
    await stage.advance(0);
    await expect(saysBadge(badge)).toBe('Connected');
  },
});

/** Delivered twice, and once more after a reconnect: shown once. */
export const Duplicates = meta.story({
  decorators: [withWebSocket(duplicates, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advance(10_000);
    const feed = feedIn(canvasElement);
    await expect(titles(feed)).toEqual([
      'Info: And this is new',
      'Success: So is this one',
      'Info: Sent twice, shown once',
    ]);
    await moment('once each');
  },
});

/** Broken frames harm nothing; what cannot be shown is counted, with the reason. */
export const MalformedFrames = meta.story({
  decorators: [withWebSocket(malformedFrames)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advance(4000);
    const feed = feedIn(canvasElement);
    await expect(titles(feed)).toEqual([
      'Success: After the broken frames',
      'Info: Before the broken frames',
    ]);
    await expect(saysBadge(badgeIn(canvasElement))).toBe('Connected');
    await expect(text(part(feed, 'error')?.querySelector('summary') ?? null)).toBe(
      '2 messages could not be shown',
    );
    need(feed, 'error').setAttribute('open', '');
    await moment('after the broken frames');
  },
});

/** Script, markup, a megabyte of title, wild types: all of it is text. */
export const HostilePayload = meta.story({
  decorators: [withWebSocket(hostilePayload)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = feedIn(canvasElement);
    const pageTitle = document.title;
    await stage.advance(2000);
    stage.cue('feed', {
      do: 'message',
      type: 'notification',
      payload: { id: 'mega', title: 'M'.repeat(1_000_000), timestamp: 0 },
    });
    await stage.advance(1);
    await expect(document.title).toBe(pageTitle);
    await expect(feed.shadowRoot?.querySelector('script, img, b')).toBeNull();
    await expect('polluted' in {}).toBe(false);
    await expect(titles(feed)).toContain("Info: <script>document.title = 'owned'</script>");
    await expect(titles(feed)).toContain('Info: A type that is no type');
    await expect(titles(feed)[0]?.length).toBeLessThan(300);
    await moment('all of it text');
  },
});

/** Arabic and Hebrew in a right-to-left page, in the reader's words; the bar begins the line. */
export const RightToLeft = meta.story({
  args: { strings: arabic },
  globals: { direction: 'rtl', locale: 'ar-EG' },
  decorators: [withWebSocket(rightToLeft)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advance(3000);
    const feed = feedIn(canvasElement);
    await expect(titles(feed)).toHaveLength(3);
    await expect(text(part(feed, 'time'))).toBe('الآن');
    await expect(saysBadge(badgeIn(canvasElement))).toBe('متصل');
    const card = need(feed, 'card');
    await expect(getComputedStyle(card).borderRightWidth).toBe('4px');
    await moment('three cards');
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  decorators: [withWebSocket(allTypes)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advance(1000);
    await expect(titles(feedIn(canvasElement))).toHaveLength(4);
    await moment('all four');
  },
});

/** In a column of 240 pixels. */
export const Narrow = meta.story({
  decorators: [
    (story) => html`<div style="width: 240px">${story()}</div>`,
    withWebSocket(newsroom, steadily),
  ],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advance(4200);
    const feed = feedIn(canvasElement);
    await expect(titles(feed)).toHaveLength(3);
    await expect(feed.scrollWidth).toBeLessThanOrEqual(240);
    await moment('three cards');
    await stage.advanceTo(7500);
    await moment('reconnecting');
  },
});

/** Floating in the corner of the window, where it stands unless told otherwise. */
export const InTheCorner = meta.story({
  args: { placement: 'fixed' },
  parameters: { stage: { picture: 'page' }, docs: { story: { inline: false, height: '420px' } } },
  decorators: [withWebSocket(allTypes)],
  play: async ({ canvasElement, stage, moment }) => {
    await stage.advance(1000);
    const feed = feedIn(canvasElement);
    const { top, right, width } = feed.getBoundingClientRect();
    await expect([top, innerWidth - right, width]).toEqual([16, 16, 320]);
    await moment('all four');
  },
});

/** Escape dismisses only with the focus inside, and the focus never gets lost. */
export const KeyboardOnly = meta.story({
  args: { duration: 0 },
  decorators: [
    (story) => html`<button type="button">A button of the page</button> ${story()}`,
    withWebSocket(threeMessages),
  ],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = feedIn(canvasElement);
    const button = canvasElement.querySelector('button') as HTMLElement;
    await stage.advance(6000);
    button.focus();
    await userEvent.keyboard('{Escape}');
    await expect(titles(feed)).toHaveLength(3);
    await userEvent.keyboard('{F8}');
    await expect(feed.shadowRoot?.activeElement).toBe(need(feed, 'card'));
    await userEvent.keyboard('{ArrowDown}');
    await moment('second card focused');
    await userEvent.keyboard('{Escape}');
    await stage.advance(0);
    await expect(titles(feed)).toEqual(['Warning: Third', 'Info: First']);
    await expect(feed.shadowRoot?.activeElement).toBe(all(feed, 'card')[1]);
    await userEvent.keyboard('{Delete}');
    await userEvent.keyboard('{Escape}');
    await stage.advance(0);
    await expect(titles(feed)).toEqual([]);
    await expect(document.activeElement).toBe(button);
  },
});

/** Swiped away, to either side; a short or upward way is no swipe. */
export const Swipe = meta.story({
  args: { duration: 0 },
  decorators: [withWebSocket(threeMessages)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = feedIn(canvasElement);
    await stage.advance(6000);
    const swipe = async (card: HTMLElement, x: number, y: number): Promise<void> => {
      const touch = { pointerId: 1, pointerType: 'touch', bubbles: true, composed: true };
      card.setPointerCapture = () => undefined;
      await fireEvent(
        card,
        new PointerEvent('pointerdown', { ...touch, clientX: 200, clientY: 50 }),
      );
      for (const share of [0.25, 0.5, 1]) {
        const at = { clientX: 200 + x * share, clientY: 50 + y * share };
        await fireEvent(card, new PointerEvent('pointermove', { ...touch, ...at }));
      }
      await fireEvent(card, new PointerEvent('pointerup', { ...touch, clientX: 200 + x }));
      await stage.advance(0);
    };
    const [third, second] = all(feed, 'card') as [HTMLElement, HTMLElement];
    await swipe(third, 20, 0);
    await swipe(third, 30, 200);
    await expect(titles(feed)).toHaveLength(3);
    await expect(third.style.translate).toBe('');
    await swipe(third, 250, 0);
    await expect(titles(feed)).toEqual(['Success: Second', 'Info: First']);
    await swipe(second, -250, 0);
    await expect(titles(feed)).toEqual(['Info: First']);
    await moment('one left');
  },
});

/** Nothing is left behind by a feed that is removed; put back, it lives again. */
export const RemovedAndBack = meta.story({
  args: { duration: 0 },
  decorators: [withWebSocket(threeMessages)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = feedIn(canvasElement);
    const place = feed.parentElement as HTMLElement;
    await stage.advance(2000);
    await expect(titles(feed)).toHaveLength(1);
    feed.remove();
    await stage.advance(1);
    await expect(stage.pending).toEqual({ timers: 0, frames: 0, sockets: 0, listeners: 0 });
    await expect(sourceIn(canvasElement).connection.state).toBe('closed');
    place.append(feed);
    await stage.advance(0);
    await expect(saysBadge(badgeIn(canvasElement))).toBe('Connected');
    await stage.advanceTo(5000);
    await expect(titles(feed)).toEqual(['Warning: Third', 'Success: Second', 'Info: First']);
    await moment('alive again');
  },
});
