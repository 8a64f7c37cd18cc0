import { Choices } from './choices';
import { ModelStack, Rules, Templated } from './model-stack';
import { ModelZone } from './model-zone';

const TEMPLATES = ['L1', 'L2'].flatMap((resource) => ['a', 'b'].flatMap((prefix) => [1, 2].map((count): Templated => ({ resource, prefix, count }))));
const FIRST = TEMPLATES.filter(({ resource, prefix }) => resource === 'L1' && prefix === 'a');

describe('In every sequence of deployments, whatever goes wrong in them', () => {
  test.each<[number, number, Rules['rollback']]>([
    [2, 2, 'update'], [2, 2, 'update, and the old id stands'], [2, 2, 'nothing'], [3, 1, 'update'], [3, 1, 'update, and the old id stands'], [3, 1, 'nothing'],
  ])('%i deployments and a destroy, %i disturbances, a replaced resource hears in the rollback: %s: no name is lost, and none is left', (deployments, disturbances, rollback) => {
    let runs = 0;
    for (const first of FIRST) {
      for (const others of sequences(deployments - 1)) runs += explore([first, ...others], { disturbances, rollback });
    }
    console.log(`${runs.toLocaleString('en')} runs of ${deployments} deployments with ${disturbances} disturbances, ${rollback}`);
    expect(runs).toBeGreaterThan(1_000);
  }, 300_000);
});

function sequences(length: number): Templated[][] {
  return length === 0 ? [[]] : sequences(length - 1).flatMap((rest) => TEMPLATES.map((template) => [...rest, template]));
}

function explore(templates: readonly Templated[], rules: Rules): number {
  const choices = new Choices();
  let runs = 0;
  do {
    run(templates, rules, choices);
    runs += 1;
  } while (choices.next());
  return runs;
}

function run(templates: readonly Templated[], rules: Rules, choices: Choices): void {
  const zone = new ModelZone();
  let standing: Templated | undefined;
  let wanted: Templated | undefined;
  const stack = new ModelStack(zone, choices, rules, 'Shop/00000001', (what) => {
    zone.pass();
    if (what === 'succeeded') standing = wanted;
    if (standing !== undefined && zone.names(standing.prefix) < standing.count) fail(stack, `${standing.prefix} has ${zone.names(standing.prefix)} names of ${standing.count}`);
  });
  for (const template of templates) {
    wanted = template;
    if (stack.deploy(template)) standing = template;
    zone.pass();
    const right = standing === undefined ? '' : `${standing.prefix}: ${standing.count} names of ${standing.count}`;
    if (zone.told() !== right) fail(stack, `the zone holds '${zone.told()}', not '${right}'`);
  }
  standing = undefined;
  stack.destroy();
  if (zone.told() !== '') fail(stack, `the zone still holds '${zone.told()}'`);
}

function fail(stack: ModelStack, what: string): never {
  throw new Error(`${what}\n${stack.told.join('\n')}`);
}
