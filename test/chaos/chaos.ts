import { Arguments, parseArguments, USAGE } from './arguments';
import { story, summary } from './report';
import { playRound, RoundReport } from './round';

/** So many violations are told in full. */
const TOLD = Number(process.env.TOLD ?? 3);

async function main({ seeds, seconds, round }: Arguments): Promise<0 | 1> {
  let broken = false;
  for (const seed of seeds) {
    const begun = Date.now();
    const rounds: RoundReport[] = [];
    for (let number = round ?? 1; rounds.length === 0 || (round === undefined && Date.now() < begun + seconds * 1000); number += 1) {
      const report = await playRound(seed, number);
      rounds.push(report);
      for (const [index, violation] of report.violations.entries()) {
        console.log(index < TOLD ? story(violation, report.ledger, seed, number) : `promise ${violation.promise} was broken at ${violation.where}: ${violation.what}`);
      }
    }
    console.log(summary(seed, rounds, (Date.now() - begun) / 1000));
    broken ||= rounds.some(({ violations }) => violations.length > 0);
  }
  return broken ? 1 : 0;
}

function given(): Arguments {
  try {
    return parseArguments(process.argv.slice(2), new Date());
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
}

void main(given()).then((status) => { process.exitCode = status; });
