/** An element of HTML or SVG as text. Children are markup already: text goes through `text` first. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, ...children: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${text(typeof value === 'number' ? short(value) : value)}"`);
  return `<${name}${written.join('')}>${children.join('')}</${name}>`;
}

export function text(plain: string): string {
  return plain.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function count(number: number): string {
  return number.toLocaleString('en-US');
}

/** Minutes and seconds of simulated time. */
export function instant(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${`${Math.floor(seconds % 60)}`.padStart(2, '0')}`;
}

function short(number: number): string {
  return `${Math.round(number * 100) / 100}`;
}
