import {
  createAbsolutePositionFromRelativePosition,
  createRelativePositionFromJSON,
  createRelativePositionFromTypeIndex,
  type RelativePosition,
  type Text as YText,
} from 'yjs';

/** A selection that moves with the text around it, as `y-codemirror.next` sends it. */
export interface RelativeSelection {
  readonly anchor: RelativePosition;
  readonly head: RelativePosition;
}

/** Ties a selection to the text. */
export function tieSelection(text: YText, anchor: number, head: number): RelativeSelection {
  const tie = (index: number): RelativePosition => createRelativePositionFromTypeIndex(text, index);
  return { anchor: tie(anchor), head: tie(head) };
}

/** Reads a selection off the wire. */
export function readSelection(value: unknown): RelativeSelection | undefined {
  const { anchor, head } = (value ?? {}) as Record<string, unknown>;
  try {
    return {
      anchor: createRelativePositionFromJSON(anchor),
      head: createRelativePositionFromJSON(head),
    };
  } catch {
    return undefined;
  }
}

/** Finds where a selection is now; `undefined` if it is nowhere in this text. */
export function findSelection(
  text: YText,
  selection: RelativeSelection | undefined,
): { anchor: number; head: number } | undefined {
  const anchor = find(text, selection?.anchor);
  const head = find(text, selection?.head);
  return anchor === undefined || head === undefined ? undefined : { anchor, head };
}

function find(text: YText, position: RelativePosition | undefined): number | undefined {
  // Whoever names another text would make the document have one of that name.
  const named = position?.tname ?? undefined;
  const other = named !== undefined && text.doc!.share.get(named);
  if (!position || (named !== undefined && (other as unknown) !== text)) return undefined;
  try {
    const found = createAbsolutePositionFromRelativePosition(position, text.doc!);
    return found?.type === text ? Math.min(found.index, text.length) : undefined;
  } catch {
    // Numbers off the wire may name an item that cannot be.
    return undefined;
  }
}
