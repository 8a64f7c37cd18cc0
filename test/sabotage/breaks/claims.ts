import { Break } from '../break';

const DEPLOYMENTS = 'test/concurrency/deployments.test.ts';
const DEPLOYING = 'while reconcilers pass and the group fails over, in every order of all calls';
const LIFECYCLE = 'test/end-to-end/lifecycle.test.ts';
const PROMISE_10 = 'Promise 10: After a deploy the names exist and are right; after a destroy nothing of ours is left; a rollback leaves the zone as it was found';

/** The claim's life under CloudFormation. */
export const CLAIM_BREAKS: readonly Break[] = [
  {
    what: 'take-over: a renamed construct is refused',
    file: 'src/reconciler/deploy/claim-of-registration.ts',
    text: 'if (claim.owner === claimant.owner || ',
    instead: 'if (',
    reddens: { file: DEPLOYMENTS, name: `${DEPLOYING} a construct is renamed: its claim is taken over, and the old one is not released` },
  },
  {
    what: 'instance: a Delete releases whatever claim stands there',
    file: 'src/reconciler/deploy/deploy-claim.ts',
    text: '|| !isMine(existing.claim)) return;',
    instead: ') return;',
    reddens: { file: DEPLOYMENTS, name: `${DEPLOYING} a construct is renamed: its claim is taken over, and the old one is not released` },
  },
  {
    what: 'adoption: what was found is not put back',
    file: 'src/reconciler/deploy/release.ts',
    text: '? claim.adopted.found : [];',
    instead: '? [] : [];',
    reddens: { file: DEPLOYMENTS, name: `${DEPLOYING} hand-made names are adopted, and given back as they were found` },
  },
  {
    what: 'retain: names are deleted all the same',
    file: 'src/reconciler/deploy/release.ts',
    text: 'if (retain) {',
    instead: 'if (!claim) {',
    reddens: { file: LIFECYCLE, name: `${PROMISE_10} with RETAIN, names and claim stay` },
  },
  {
    what: 'INSYNC: the deployment does not wait for Route 53\'s servers',
    file: 'src/reconciler/deploy/deploy-claim.ts',
    text: 'if (changeId !== undefined) await untilInSync(',
    instead: 'if (changeId === \'\') await untilInSync(',
    reddens: {
      file: 'test/end-to-end/propagation.test.ts',
      name: 'when a deployment is over its names can be resolved, however long Route 53 takes to spread them',
    },
  },
  {
    what: 'owners: the names of another stack are taken',
    file: 'src/reconciler/deploy/claim-of-registration.ts',
    text: 'if (claim.owner === claimant.owner || (claim.owner === undefined && adoptExisting)) return claim;',
    instead: 'return claim;',
    reddens: {
      file: 'test/end-to-end/owners.test.ts',
      name: 'Names that another stack has are refused with a message that names the stack and says what to do, and go on as before',
    },
  },
  {
    what: 'refusal: a name that somebody else holds does not stop the deployment',
    file: 'src/reconciler/deploy/deploy-claim.ts',
    text: 'if (existing !== undefined || !claimant.returning) refuseForeign(planned, existing, registration);',
    instead: '',
    reddens: {
      file: 'test/end-to-end/foreign-records.test.ts',
      name: 'A record of somebody else in the way of a name stops the deployment with a message that names it and says what to do, and nothing is written',
    },
  },
];
