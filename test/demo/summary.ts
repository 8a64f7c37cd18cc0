import { agreements } from './agreement';
import { beforeAndAfter } from './before-after';
import { Recording, WorldRecording } from './recording';
import { instant } from './report/markup';
import { score, Score } from './score';
import { stages } from './stages';

/** What the end of a run says: a line per algorithm, what was broken, the blog's table. */
export function summary(recording: Recording): string[] {
  const worlds = [recording.worlds.ours, recording.worlds.blog];
  return [
    ...worlds.flatMap((world) => verdictLines(world, score(recording, world))),
    '',
    ...worlds.flatMap((world) => tableLines(recording, world)),
    ...disagreements(recording).map((sentence) => `FAIL  ${sentence}`),
  ];
}

/** The figures for a program to read. */
export function figuresOf(recording: Recording): object {
  const world = (which: WorldRecording) => ({
    ...score(recording, which),
    stages: Object.fromEntries((stages(recording, which) ?? []).map(({ name, seconds }) => [name, seconds])),
    writes: which.writes,
    benchmarks: which.benchmarks,
    counted: agreements(which),
    dnsQueries: which.dnsQueries,
  });
  const { worlds, acts, ...settings } = recording;
  return { ours: world(worlds.ours), blog: world(worlds.blog), ...settings, acts };
}

/** 0 when ours kept its promises and the servers' figures are the clients'. */
export function exitStatus(recording: Recording): 0 | 1 {
  return score(recording, recording.worlds.ours).broken.length === 0 && disagreements(recording).length === 0 ? 0 : 1;
}

function verdictLines({ title }: WorldRecording, { broken, ...figures }: Score): string[] {
  const right = figures.secondsToRight === null ? 'never right' : `right after ${figures.secondsToRight} s`;
  return [
    `${broken.length === 0 ? 'PASS' : 'FAIL'}  ${title.padEnd(26)}${figures.failedReads.toLocaleString('en-US').padStart(7)} of ${figures.reads.toLocaleString('en-US')} reads failed, `
      + `${figures.latePrimaryReads} on the primary after the names settled (${figures.primaryReads} in all), ${figures.namesMoved} names moved, ${right}`,
    ...broken.map((sentence) => `        ${sentence}`),
  ];
}

function tableLines(recording: Recording, world: WorldRecording): string[] {
  return [
    `${world.title}:`,
    ...beforeAndAfter(recording, world).flatMap(({ title, at, rows }) => [
      `  ${title} (${instant(at)})`,
      ...rows.map(({ name, role, node }) => `    ${name.padEnd(34)} -> ${role.padEnd(8)} ${node}`),
    ]),
    '',
  ];
}

function disagreements(recording: Recording): string[] {
  return [recording.worlds.ours, recording.worlds.blog].flatMap((world) => [
    ...agreements(world).filter(({ agrees }) => !agrees).map(({ what, clients, servers }) =>
      `${world.title}: the clients counted ${clients} ${what}, the servers ${servers}`),
    ...world.dnsQueries === 0 ? [`${world.title}: no DNS query was answered, so no name was resolved`] : [],
  ]);
}
