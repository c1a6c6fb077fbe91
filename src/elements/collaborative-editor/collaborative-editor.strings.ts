/** The words of an editor. */
export interface CollaborativeEditorStrings {
  /** Names the field where neither `label` nor a `<label>` does. */
  readonly label: string;
  readonly placeholder: string;
  readonly loading: string;
  readonly saving: string;
  readonly saved: string;
  readonly offline: (waiting: number) => string;
  /** Said when the connection is back and everything is merged. */
  readonly back: string;
  readonly notLoaded: string;
  readonly notSaved: string;
  readonly failed: string;
  readonly denied: string;
  readonly refused: string;
  /** Said when edits would not survive a reload, though they should. */
  readonly unkept: string;
  /** Said when the editor that was asked for could not be loaded. */
  readonly editorFailed: string;
  readonly retry: string;
  readonly readOnly: string;
  readonly full: (excess: number) => string;
  readonly required: string;
  /** Stands for a name of which nothing can be seen. */
  readonly someone: string;
  /** Heads the badges. `count` is how many people `names` stands for. */
  readonly here: (names: string, count: number) => string;
  readonly joined: (names: string, count: number) => string;
  readonly left: (names: string, count: number) => string;
  readonly typing: (names: string, count: number) => string;
  /** Where somebody is. */
  readonly onLine: (name: string, line: number) => string;
  /** Counts those on other lines whose names are left out. */
  readonly elsewhere: (count: number) => string;
  /** Said when somebody else has changed the text where the reader is. */
  readonly changed: string;
  /** Said when somebody else has deleted text where the reader is. */
  readonly deleted: string;
  /** Ends a list of names of which `count` are left out. */
  readonly others: (count: number) => string;
  /** Counts those for whom there is no room. */
  readonly more: (count: number) => string;
}

export const collaborativeEditorStrings: CollaborativeEditorStrings = {
  label: 'Shared document',
  placeholder: 'Start typing...',
  loading: 'Loading…',
  saving: 'Saving…',
  saved: 'Saved',
  offline: (waiting) =>
    waiting === 0
      ? 'Offline'
      : `Offline, ${waiting === 1 ? '1 edit' : `${waiting.toLocaleString('en')} edits`} waiting`,
  back: 'Back online. All edits are merged.',
  notLoaded: 'Not loaded',
  notSaved: 'Not saved',
  failed: 'The document could not be loaded. What you type is kept here.',
  denied: 'You may not open this document.',
  refused: 'You may read this document, but not change it. Your edits are kept here.',
  unkept: 'This browser cannot keep your edits. Do not leave the page before they are saved.',
  editorFailed: 'The full editor could not be loaded. You can write here meanwhile.',
  retry: 'Retry',
  readOnly: 'Read only',
  full: (excess) =>
    `The document is full. Shorten it by ${excess.toLocaleString('en')} to share what you typed.`,
  required: 'Please fill in this field.',
  someone: 'Someone',
  here: (names) => `Here: ${names}`,
  joined: (names) => `${names} joined`,
  left: (names) => `${names} left`,
  typing: (names, count) => `${names} ${count === 1 ? 'is' : 'are'} typing…`,
  onLine: (name, line) => `${name} is on line ${line}`,
  elsewhere: (count) => `${count.toLocaleString('en')} more elsewhere`,
  changed: 'Somebody has changed the text where you are.',
  deleted: 'Somebody has deleted text where you are.',
  others: (count) => (count === 1 ? '1 other' : `${count.toLocaleString('en')} others`),
  more: (count) => `+${count.toLocaleString('en')}`,
};
