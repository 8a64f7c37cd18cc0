import { Case } from './case';
import { interleavings } from './interleaving-world';
import { explore } from './schedules';

const lines: string[] = [];

/** The whole takes minutes and has a task of its own, `npm run test:orders`. */
const WHOLE = process.env.EXPLORE === 'whole';

/**
 * Explores all schedules of a case; answers with their number.
 *
 * @param shortened what is less of it when only the short form is asked for
 */
export async function explored(name: string, given: Case, shortened: Partial<Case> = {}): Promise<bigint> {
  const start = process.cpuUsage().user;
  const { schedules, runs } = await explore(interleavings(WHOLE ? given : { ...given, ...shortened }));
  const seconds = (process.cpuUsage().user - start) / 1e6;
  lines.push(`${schedules.toLocaleString('en')} schedules in ${runs.toLocaleString('en')} runs, ${seconds.toFixed(1)} s: ${name}`);
  return schedules;
}

afterAll(() => console.log(lines.join('\n')));
