import { Case } from './case';
import { interleavings } from './interleaving-world';
import { explore } from './schedules';

const lines: string[] = [];

/** Explores all schedules of a case; answers with their number. */
export async function explored(name: string, given: Case): Promise<bigint> {
  const start = process.cpuUsage().user;
  const { schedules, runs } = await explore(interleavings(given));
  const seconds = (process.cpuUsage().user - start) / 1e6;
  lines.push(`${schedules.toLocaleString('en')} schedules in ${runs.toLocaleString('en')} runs, ${seconds.toFixed(1)} s: ${name}`);
  return schedules;
}

afterAll(() => console.log(lines.join('\n')));
