import { XMLParser } from 'fast-xml-parser';

/** An element with the given content, which is XML already. */
export function element(name: string, ...content: readonly string[]): string {
  return `<${name}>${content.join('')}</${name}>`;
}

/** An element with a value, or nothing when there is none: AWS leaves out what is unset. */
export function value(name: string, content: string | number | boolean | undefined): string {
  return content === undefined ? '' : element(name, escaped(String(content)));
}

/** A list in which every member is an element of its own. */
export function list<T>(name: string, items: readonly T[], toXml: (item: T) => string): string {
  return element(name, ...items.map(toXml));
}

/** The outermost element of an answer. */
export function document(name: string, namespace: string, ...content: readonly string[]): string {
  return `<?xml version="1.0"?>\n<${name} xmlns="${namespace}">${content.join('')}</${name}>`;
}

/** An element as it was read. */
export interface XmlElement {
  readonly name: string;
  readonly namespace?: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

export function readXml(body: string): XmlElement | undefined {
  const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false, trimValues: false });
  return (parser.parse(body, true) as RawNode[]).map(toElement).find((one) => one !== undefined && !one.name.startsWith('?'));
}

type RawNode = Record<string, unknown>;

function toElement(node: RawNode): XmlElement | undefined {
  const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
  if (name === undefined) return undefined;
  const content = node[name] as RawNode[];
  return {
    name,
    namespace: (node[':@'] as Record<string, string> | undefined)?.['@_xmlns'],
    text: content.map((child) => child['#text'] ?? '').join(''),
    children: content.map(toElement).filter((child) => child !== undefined),
  };
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character]!);
}
