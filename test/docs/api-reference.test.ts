import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// API.md is made of the compiled package; CI fails when it is not what jsii-docgen makes.
const reference = readFileSync(join(__dirname, '../../API.md'), 'utf8').replace(/^```.*?^```/gms, '');
const entries = reference.split(/^(?=#{5,6} )/m).slice(1).filter((entry) => !/ name="(scope|id|props|attributes|toString|isConstruct|x)"/.test(entry));
const optional = entries.filter((entry) => /^.*Optional<\/sup>.*(Props|Attributes)\.property\./.test(entry));
const heading = (entry: string) => entry.split('\n')[0];

test('every property, method and parameter in the API reference is described', () => {
  expect(entries.length).toBeGreaterThan(50);
  expect(entries.filter((entry) => !/^\w+ \S+ \S+/m.test(entry)).map(heading)).toEqual([]);
});

test('every optional property in the API reference has a default', () => {
  expect(optional.length).toBeGreaterThan(15);
  expect(optional.filter((entry) => !entry.includes('- *Default:* ')).map(heading)).toEqual([]);
});
