// Addresses, as this editor writes them. The server writes those of files that are not open its own way, with other
// characters escaped, and addresses are compared here.
import * as vscode from 'vscode';

export function canonical(uri: string): string {
  return vscode.Uri.parse(uri).toString();
}

/** An answer of the server in which every `uri` is as this editor writes it. */
export function withCanonicalUris<T>(answer: T): T {
  if (Array.isArray(answer)) return answer.map(withCanonicalUris) as T;
  if (typeof answer !== 'object' || answer === null) return answer;
  const fields = Object.entries(answer).map(([key, value]: [string, unknown]) => [
    key,
    key === 'uri' && typeof value === 'string' ? canonical(value) : withCanonicalUris(value),
  ]);
  return Object.fromEntries(fields) as T;
}
