import { Break } from '../break';

const DEPLOYMENTS = 'test/concurrency/deployments.test.ts';
const DEPLOYING = 'while reconcilers pass and the group fails over, in every order of all calls';
const LIFE = 'test/claim-life/claim-life.test.ts';
const LOST_OR_LEFT = 'In every sequence of deployments, whatever goes wrong in them 3 deployments and a destroy, 1 disturbances, '
  + 'a replaced resource hears in the rollback: update, and the old id stands: no name is lost, and none is left';
const MADE_DO = 'In every sequence of deployments, whatever goes wrong in them failures that are kept, rollbacks that skip the claim and Deletes that are given up cost no name, '
  + 'and what they leave can be released';
const MOVED = 'In every sequence of deployments, whatever goes wrong in them claims that move without a call keep their names (a replaced resource hears in the rollback: nothing)';
const LIFECYCLE = 'test/end-to-end/lifecycle.test.ts';
const PROMISE_10 = 'Promise 10: After a deploy the names exist and are right; after a destroy nothing of ours is left; a rollback leaves the zone as it was found';

/** The claim's life under CloudFormation. */
export const CLAIM_BREAKS: readonly Break[] = [
  {
    what: 'holders: a renamed construct is refused',
    file: 'src/reconciler/decide/claim-life.ts',
    text: 'stack !== holder.stack && place !== holder.place && ',
    instead: '',
    reddens: { file: DEPLOYMENTS, name: `${DEPLOYING} a construct is renamed: its claim is taken over, and the old one is not released` },
  },
  {
    what: 'holders: a Delete takes away whatever holder is there',
    file: 'src/reconciler/decide/claim-life.ts',
    text: 'instance === undefined ? held.isOwn(each) && at === prefix : each.instance === instance',
    instead: 'instance === undefined ? held.isOwn(each) && at === prefix : true',
    reddens: { file: DEPLOYMENTS, name: `${DEPLOYING} a construct is renamed: its claim is taken over, and the old one is not released` },
  },
  {
    what: 'holders: fewer names are wanted in place',
    file: 'src/reconciler/decide/claim-life.ts',
    text: 'return request.names < (held.endpointCount',
    instead: 'return names < 0 && 0 < (held.endpointCount',
    reddens: { file: LIFE, name: LOST_OR_LEFT },
  },
  {
    what: 'holders: a rollback makes a third one',
    file: 'src/reconciler/decide/claim-life.ts',
    text: 'const stays = returned ?? (',
    instead: 'const stays = (',
    reddens: { file: LIFE, name: LOST_OR_LEFT },
  },
  {
    what: 'holders: one that an update left behind stays',
    file: 'src/reconciler/decide/claim-life.ts',
    text: 'held.drop((each) => held.isUndone(each, known) && each.instance !== stays.instance);',
    instead: '',
    reddens: { file: LIFE, name: LOST_OR_LEFT },
  },
  {
    what: 'holders: what a kept failure may go back to is dropped',
    file: 'src/reconciler/decide/held-claims.ts',
    text: 'return this.isOwn(each) && each.since > known.since;',
    instead: 'return this.isOwn(each) && each.instance !== known.instance;',
    reddens: { file: LIFE, name: MADE_DO },
  },
  {
    what: 'holders: a claim that moved without a call is taken for that of its old place',
    file: 'src/reconciler/decide/claim-life.ts',
    text: '(known === undefined ? held.isOwn(each) && at === prefix : held.isUndone(each, known))',
    instead: '(known === undefined ? held.isOwn(each) : held.isUndone(each, known))',
    reddens: { file: LIFE, name: MOVED },
  },
  {
    what: 'late requests: a call that comes again undoes what came after it',
    file: 'src/reconciler/decide/claim-life.ts',
    text: "if (late) return { refusal: 'were asked for too long ago' };",
    instead: '',
    reddens: { file: LIFE, name: LOST_OR_LEFT },
  },
  {
    what: 'adoption: what was found is not put back',
    file: 'src/reconciler/deploy/release.ts',
    text: 'const found = (claim.adopted?.found ?? []).filter(',
    instead: 'const found = ([] as FoundRecord[]).filter(',
    reddens: { file: DEPLOYMENTS, name: `${DEPLOYING} hand-made names are adopted, and given back as they were found` },
  },
  {
    what: 'retain: names are deleted all the same',
    file: 'src/reconciler/deploy/release.ts',
    text: 'if (retain) return',
    instead: 'if (!claim) return',
    reddens: { file: LIFECYCLE, name: `${PROMISE_10} with RETAIN, names and claim stay` },
  },
  {
    what: 'INSYNC: the deployment does not wait for Route 53\'s servers',
    file: 'src/reconciler/deploy/establish.ts',
    text: 'if (changeId !== undefined) await untilInSync(',
    instead: 'if (changeId === \'\') await untilInSync(',
    reddens: {
      file: 'test/end-to-end/propagation.test.ts',
      name: 'when a deployment is over its names can be resolved, however long Route 53 takes to spread them',
    },
  },
  {
    what: 'owners: the names of another stack are taken',
    file: 'src/reconciler/decide/claim-life.ts',
    text: 'if (foreign) return',
    instead: 'if (foreign && !holder) return',
    reddens: {
      file: 'test/end-to-end/owners.test.ts',
      name: 'Names that another stack has are refused with a message that names the stack and says what to do, and go on as before',
    },
  },
  {
    what: 'refusal: a name that somebody else holds does not stop the deployment',
    file: 'src/reconciler/deploy/establish.ts',
    text: 'if (!isReturning(life, deployment)) refuseForeign(planned, read.claims.get(prefix), registration);',
    instead: '',
    reddens: {
      file: 'test/end-to-end/foreign-records.test.ts',
      name: 'A record of somebody else in the way of a name stops the deployment with a message that names it and says what to do, and nothing is written',
    },
  },
];
