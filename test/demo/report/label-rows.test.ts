import fc from 'fast-check';
import { Label, labelRows } from './label-rows';

const label = (x: number, width: number): Label => ({ x, from: x, to: x + width });

test('labels apart stand in one row', () => {
  expect(labelRows([label(0, 50), label(60, 50)])).toEqual([0, 0]);
});

test('of labels that would run into each other, the one further left stands higher, so that no line goes through words', () => {
  expect(labelRows([label(0, 100), label(20, 100), label(40, 100)])).toEqual([2, 1, 0]);
});

test('a label to the left of its line, at the end of a picture, has others above it and is not run into', () => {
  expect(labelRows([{ x: 100, from: 20, to: 100 }, label(60, 30)])).toEqual([0, 1]);
});

test('no two labels ever run into each other, however many there are', () => {
  const anyLabel = fc.record({ x: fc.integer({ min: 0, max: 1000 }), width: fc.integer({ min: 10, max: 300 }) });
  fc.assert(fc.property(fc.array(anyLabel, { maxLength: 30 }), (made) => {
    const labels = made.map(({ x, width }) => label(x, width));
    const rows = labelRows(labels);
    labels.forEach((one, index) => labels.forEach((other, at) => {
      if (index !== at && rows[index] === rows[at]) expect(one.to < other.from || other.to < one.from).toBe(true);
    }));
  }));
});
