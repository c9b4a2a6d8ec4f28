// Where a passage is, after edits.

/** Offsets in a text; the end is exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** A replacement, as the editor tells of it. */
export interface Edit {
  rangeOffset: number;
  rangeLength: number;
  text: string;
}

/** The span after edits that were made at once: each is given as it was in the text before. */
export function follow(span: Span, edits: readonly Edit[]): Span {
  // From the last to the first, none moves those that are still to come.
  const ordered = [...edits].sort((a, b) => b.rangeOffset - a.rangeOffset);
  return ordered.reduce(after, span);
}

function after({ start, end }: Span, { rangeOffset, rangeLength, text }: Edit): Span {
  const editEnd = rangeOffset + rangeLength;
  const grown = text.length - rangeLength;
  if (editEnd <= start && rangeOffset < start) return { start: start + grown, end: end + grown };
  if (rangeOffset >= end) return { start, end };
  // What is written over an edge belongs to the span.
  return { start: Math.min(start, rangeOffset), end: Math.max(end, editEnd) + grown };
}
