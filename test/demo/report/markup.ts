/** An element of HTML or SVG as text. Children are markup already: text goes through `text` first. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, ...children: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${text(typeof value === 'number' ? short(value) : value)}"`);
  return `<${name}${written.join('')}>${children.join('')}</${name}>`;
}

/** As wide as all pictures. On a narrow screen it can be scrolled, so that its words stay legible. */
export const WIDTH = 1200;

export function picture(height: number, ...children: readonly string[]): string {
  return element('div', { class: 'picture' }, element('svg', { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img' }, ...children));
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
