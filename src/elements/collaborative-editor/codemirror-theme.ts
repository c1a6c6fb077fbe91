/** How CodeMirror looks: as the text area does, by the same tokens, on every ground. */
export const theme = {
  '&': { color: 'inherit', background: 'none' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    overflow: 'hidden auto',
    fontFamily: 'inherit',
    lineHeight: 'inherit',
    scrollbarWidth: 'thin',
  },
  '.cm-content': { minWidth: '0', padding: '16px', caretColor: 'var(--_text)' },
  // As in a text area, spaces at the end of a row take no room.
  '.cm-lineWrapping': { whiteSpace: 'pre-wrap', overflowWrap: 'break-word', wordBreak: 'normal' },
  '.cm-line': { padding: '0', textAlign: 'start' },
  '.cm-placeholder': { color: 'var(--_muted)' },
  '.cm-gutters': {
    border: '0',
    background: 'var(--_header)',
    color: 'var(--_muted)',
  },
  '.cm-activeLine, .cm-activeLineGutter': {
    background: 'color-mix(in srgb, var(--_text) 6%, transparent)',
  },
};
