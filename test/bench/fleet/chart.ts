export interface Line {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number; readonly lost: number }[];
}

const WIDTH = 720;
const HEIGHT = 420;
const MARGIN = { left: 64, right: 200, top: 44, bottom: 52 };
const Y = { least: 0.1, most: 1_000 };
const X = { least: 1, most: 1_000 };
const COLORS = ['#0b6e4f', '#b5651d', '#7b4ea3', '#a3263a'];

/** Seconds over groups, both logarithmic, as SVG. A hollow point: some groups were lost. What is below a tenth of a second is not drawn. */
export function chart(title: string, lines: readonly Line[], floor: Line): string {
  const drawn = [...lines.map((line, index) => drawLine(line, COLORS[index], '')), drawLine(floor, '#555', ' stroke-dasharray="5 4"')];
  const names = [...lines.map(({ name }, index) => ({ name, color: COLORS[index] })), { name: 'floor: Route 53 alone', color: '#555' }];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="${title}">
<rect width="100%" height="100%" fill="#fff"/>
<text x="${MARGIN.left}" y="22" font-size="15" fill="#222">Seconds until the last group is right: ${title}</text>
${[0.1, 1, 10, 100, 1_000].map((value) => gridLine(y(value), `${value} s`)).join('\n')}
${[1, 10, 100, 1_000].map((value) => `<text x="${x(value)}" y="${HEIGHT - 30}" text-anchor="middle" fill="#555">${value}</text>`).join('\n')}
<text x="${(x(X.least) + x(X.most)) / 2}" y="${HEIGHT - 10}" text-anchor="middle" fill="#555">groups that fail over within a second</text>
${drawn.join('\n')}
${names.map(({ name, color }, index) => legend(name, color, index)).join('\n')}
<text x="${WIDTH - MARGIN.right + 16}" y="${MARGIN.top + 8 + names.length * 22}" fill="#555">hollow: some groups lost</text>
</svg>
`;
}

function drawLine({ points }: Line, color: string, style: string): string {
  const visible = points.filter((point) => point.y >= Y.least);
  const path = visible.map((point, index) => `${index === 0 ? 'M' : 'L'}${round(x(point.x))} ${round(y(point.y))}`).join('');
  const dots = visible.map((point) => `<circle cx="${round(x(point.x))}" cy="${round(y(point.y))}" r="4" stroke="${color}" fill="${point.lost > 0 ? '#fff' : color}"/>`);
  return visible.length === 0 ? '' : [`<path d="${path}" fill="none" stroke="${color}" stroke-width="2"${style}/>`, ...dots].join('');
}

function gridLine(at: number, label: string): string {
  return `<path d="M${MARGIN.left} ${round(at)}H${WIDTH - MARGIN.right}" stroke="#ddd"/><text x="${MARGIN.left - 8}" y="${round(at) + 4}" text-anchor="end" fill="#555">${label}</text>`;
}

function legend(name: string, color: string, index: number): string {
  const at = MARGIN.top + 4 + index * 22;
  return `<path d="M${WIDTH - MARGIN.right + 16} ${at}h18" stroke="${color}" stroke-width="3"/><text x="${WIDTH - MARGIN.right + 40}" y="${at + 4}" fill="#222">${name}</text>`;
}

function x(groups: number): number {
  return MARGIN.left + Math.log10(groups / X.least) / Math.log10(X.most / X.least) * (WIDTH - MARGIN.left - MARGIN.right);
}

function y(seconds: number): number {
  return HEIGHT - MARGIN.bottom - Math.log10(seconds / Y.least) / Math.log10(Y.most / Y.least) * (HEIGHT - MARGIN.top - MARGIN.bottom);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
