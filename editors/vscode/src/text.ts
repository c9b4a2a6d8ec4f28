// Words for people.

/** `1 article`, `2 articles`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** A text on one line, cut at a word where it is long. */
export function brief(text: string, most = 80): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most);
  const blank = cut.lastIndexOf(' ');
  return `${blank > most / 2 ? cut.slice(0, blank) : cut} …`;
}

/** What an error says to the user. */
export function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
