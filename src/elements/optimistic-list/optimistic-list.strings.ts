/** The words of an optimistic list. */
export interface OptimisticListStrings {
  /** Names the list. */
  readonly label: string;
  readonly addLabel: string;
  readonly add: string;
  readonly edit: string;
  readonly save: string;
  readonly cancel: string;
  readonly remove: string;
  readonly pending: string;
  readonly waiting: string;
  /** Said of a change that the server has put off. */
  readonly busy: string;
  /** Counts what waits for the connection. */
  readonly changesWaiting: (count: number) => string;
  readonly tryNow: string;
  /** Said when what waited has arrived. */
  readonly saved: string;
  readonly failed: Readonly<Record<'add' | 'edit' | 'remove', string>>;
  /** Follows the words for what failed because it waited too long. */
  readonly expired: string;
  readonly retry: string;
  readonly discard: string;
  /** Heads what the reader wrote where the server's text is shown again. */
  readonly yours: string;
  readonly theirs: string;
  readonly changedByOthers: string;
  readonly removedByOthers: string;
  /** Stands for the text of an item that somebody has removed. */
  readonly removed: string;
  readonly keepMine: string;
  readonly takeTheirs: string;
  /** Said when no more changes can wait. */
  readonly full: string;
  readonly dismiss: string;
  readonly loading: string;
  readonly loadFailed: string;
  readonly empty: string;
  /** Sums up `count` announcements that came at once. */
  readonly burst: (count: number, latest: string) => string;
}

export const optimisticListStrings: OptimisticListStrings = {
  label: 'Items',
  addLabel: 'Add an item',
  add: 'Add',
  edit: 'Edit',
  save: 'Save',
  cancel: 'Cancel',
  remove: 'Remove',
  pending: 'Saving…',
  waiting: 'Waiting for connection',
  busy: 'Waiting for the server',
  changesWaiting: (count) =>
    count === 1 ? '1 change waiting' : `${count.toLocaleString('en')} changes waiting`,
  tryNow: 'Try now',
  saved: 'All changes are saved',
  failed: {
    add: 'Failed to add item',
    edit: 'Failed to save item',
    remove: 'Failed to remove item',
  },
  expired: 'Waited too long',
  retry: 'Retry',
  discard: 'Discard',
  yours: 'Yours',
  theirs: 'Theirs',
  changedByOthers: 'Somebody else changed this item',
  removedByOthers: 'Somebody else removed this item',
  removed: 'Removed',
  keepMine: 'Keep mine',
  takeTheirs: 'Take theirs',
  full: 'Too many changes are waiting. Nothing more can be changed for now.',
  dismiss: 'Dismiss',
  loading: 'Loading the list…',
  loadFailed: 'Failed to load the list',
  empty: 'Nothing here yet. What you add appears here.',
  burst: (count, latest) => `${count} changes. Latest: ${latest}`,
};
