import { Templated } from './calls';
import { Step } from './explore';
import { cname } from '../../src/reconciler/decide/record';
import { ZONE } from '../reconciler/given-claim';
import { address } from '../reconciler/given-group';

const TEMPLATES = ['L1', 'L2'].flatMap((resource) => ['a', 'b'].flatMap((prefix) => [1, 2].map((count): Templated => ({ resource, prefix, count }))));
const FIRST = TEMPLATES.filter(({ resource, prefix }) => resource === 'L1' && prefix === 'a');
const [ONE, TWO] = FIRST;
const ELSEWHERE: Templated = { ...ONE, prefix: 'b' };

/** One stack, deployed so many times with every template. */
export function deployments(count: number): Step[][] {
  return FIRST.flatMap((first) => sequences(count - 1).map((others) => [first, ...others].map((template): Step => ({ stack: 'Shop', template }))));
}

/** A deployment that may be kept as it failed is tried again, or the template before it is. */
export const TRIED_AGAIN: readonly (readonly Step[])[] = FIRST.flatMap((first) => (
  TEMPLATES.filter((each) => each !== first).flatMap((second) => [first, second].map((third) => [first, second, third].map((template): Step => ({ stack: 'Shop', template }))))
));

/** Two stacks that want the same names, of which one is made again by its name. */
export const NEIGHBOURS: readonly (readonly Step[])[] = [ONE, TWO, ELSEWHERE].flatMap((wanted) => [
  [{ stack: 'Shop', template: ONE }, { stack: 'Other', template: wanted }, { stack: 'Shop', template: ELSEWHERE }],
  [{ stack: 'Shop', template: ONE }, { stack: 'Other', template: wanted }, { stack: 'Shop' }, { stack: 'Other', template: TWO }],
  [{ stack: 'Shop', template: TWO }, { stack: 'Shop' }, { stack: 'Shop again', template: wanted }, { stack: 'Other', template: ONE }],
]);

/** Claims that move without a call, within a stack and to another one, and what takes their place. */
export const MOVES: readonly (readonly Step[])[] = [ONE, ELSEWHERE].flatMap((after) => [
  [{ stack: 'Shop', template: TWO }, { stack: 'Shop', movesTo: { stack: 'Shop', resource: 'L2' } }, { stack: 'Shop', template: { ...after, resource: 'L2' } }],
  [{ stack: 'Shop', template: TWO }, { stack: 'Shop', movesTo: { stack: 'Other', resource: 'L2' } }, { stack: 'Other', template: { ...after, resource: 'L2' } }],
  [
    { stack: 'Shop', template: ONE }, { stack: 'Shop', movesTo: { stack: 'Other', resource: 'L2' } }, { stack: 'Shop', template: ELSEWHERE },
    { stack: 'Other', template: { ...TWO, resource: 'L2' } },
  ],
]);

const KEPT: Templated = { ...ONE, retain: true };
const KEPT_TWO: Templated = { ...TWO, retain: true };

/** Names that are to stay when their construct goes, and what comes after it. */
export const RETAINED: readonly (readonly Step[])[] = [
  [{ stack: 'Shop', template: KEPT }, { stack: 'Shop', template: KEPT_TWO }],
  [{ stack: 'Shop', template: KEPT_TWO }, { stack: 'Shop', template: KEPT }],
  [{ stack: 'Shop', template: ONE }, { stack: 'Shop', template: KEPT_TWO }],
  [{ stack: 'Shop', template: KEPT }, { stack: 'Shop', template: TWO }],
  [{ stack: 'Shop', template: KEPT }, { stack: 'Shop', template: { ...KEPT, resource: 'L2' } }],
  [{ stack: 'Shop', template: KEPT }, { stack: 'Shop' }, { stack: 'Other', template: { ...ONE, adopt: true } }, { stack: 'Other' }],
  [{ stack: 'Shop', template: KEPT }, { stack: 'Shop' }, { stack: 'Other', template: TWO }, { stack: 'Other', template: { ...TWO, adopt: true, retain: true } }],
];

export const RECORD = [cname(`a1.${ZONE}`, address(2), 300)];
export const FOUND_RECORD = { a: `a1.${ZONE} CNAME ${address(2)} 300` };

/** Names that somebody made by hand, under the prefix `a`. */
export const FOUND: readonly (readonly Step[])[] = [
  [{ stack: 'Shop', template: ONE }, { stack: 'Shop', template: { ...ONE, adopt: true } }, { stack: 'Shop', template: { ...TWO, adopt: true } }],
  [{ stack: 'Shop', template: { ...TWO, adopt: true } }, { stack: 'Shop', template: { ...ONE, adopt: true } }],
  [{ stack: 'Shop', template: { ...ONE, adopt: true } }, { stack: 'Shop', template: { ...ONE, adopt: true, resource: 'L2' } }],
  [{ stack: 'Shop', template: { ...ONE, adopt: true } }, { stack: 'Shop', template: ELSEWHERE }, { stack: 'Other', template: { ...TWO, adopt: true } }],
];

function sequences(length: number): Templated[][] {
  return length === 0 ? [[]] : sequences(length - 1).flatMap((rest) => TEMPLATES.map((template) => [...rest, template]));
}
