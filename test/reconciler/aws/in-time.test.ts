import { inTime, OutOfTime } from '../../../src/reconciler/aws/in-time';
import { isUntouched, mayBeMade } from '../../../src/reconciler/pass/write';

test('a call begins while there is time for its answer, and is not made when there is none', async () => {
  let time = true;
  const made: number[] = [];
  const call = inTime<number, void>(() => time)(async (what) => { made.push(what); });
  await call(1);
  time = false;

  await expect(call(2)).rejects.toThrow('no time is left for it: the function would be stopped before the answer');
  expect(made).toEqual([1]);
});

test('a write that there was no time for was not made', () => {
  expect([mayBeMade(new OutOfTime()), isUntouched(new OutOfTime())]).toEqual([false, true]);
});
