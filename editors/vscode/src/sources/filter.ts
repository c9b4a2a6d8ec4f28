// What is left of a tree where only some of it is wanted.
import type { Node } from './node';

/** The nodes that have all words of a filter, with what is above and below them. Case and order do not matter. */
export function filtered(nodes: readonly Node[], filter: string): Node[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length ? prune(nodes, words) : [...nodes];
}

function prune(nodes: readonly Node[], words: string[]): Node[] {
  return nodes.flatMap((node) => {
    if (node.kind !== 'section' && has(node, words)) return [node];
    const children = prune(node.children, words);
    if (children.length === 0) return [];
    const kept: Node = { ...node, children, isOpen: true };
    if (node.kind === 'section') kept.description = `${children.length} of ${node.children.length}`;
    for (const child of children) child.parent = kept;
    return [kept];
  });
}

function has({ label, description, tooltip, text }: Node, words: string[]): boolean {
  const all = [label, description, tooltip, text].join('\n').toLowerCase();
  return words.every((word) => all.includes(word));
}
