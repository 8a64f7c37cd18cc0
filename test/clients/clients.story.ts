import { Answer, ClientProgram, Told } from './client-program';
import { CLIENTS } from './clients';
import { EncryptedWorld } from './encrypted-world';

jest.setTimeout(120_000);

let world: EncryptedWorld;
const programs: ClientProgram[] = [];

beforeAll(async () => { world = await EncryptedWorld.open(); });

afterEach(() => programs.splice(0).forEach((program) => program.stop()));

afterAll(async () => world.close());

const ANOTHER_GROUP = 'replica.another.v5r9dc.use1.cache.amazonaws.com';
const NAME_REFUSED = /altnames|Hostname mismatch|certificate is valid for .*, not|No subject alternative DNS name matching/;
const ISSUER_REFUSED = /self-signed certificate|unable to get local issuer|signed by unknown authority|unable to find valid certification path/;

describe.each(CLIENTS)('$title', (client) => {
  const start = (told: Partial<Told>) => {
    const program = ClientProgram.start(world, client, { authority: world.authority, ...told });
    programs.push(program);
    return program;
  };

  test('refuses the name by default: the certificate is for names of Amazon', async () => {
    expect(await start({}).read()).toEqual({ error: expect.stringMatching(NAME_REFUSED) });
  });

  test('takes the name with the setting of the page', async () => {
    expect(await start({ readerEndpoint: world.readerEndpoint }).read()).toEqual({ runId: await world.runIdOfName() });
  });

  test('with it refuses a certificate of an authority that it does not trust', async () => {
    const answer = await start({ readerEndpoint: world.readerEndpoint, authority: world.anotherAuthority }).read();
    expect(answer).toEqual({ error: expect.stringMatching(ISSUER_REFUSED) });
  });

  test(`with it ${client.comparesName ? 'refuses' : 'takes'} a certificate for the hosts of another group`, async () => {
    const answer = await start({ readerEndpoint: ANOTHER_GROUP }).read();
    expect(answer).toEqual(client.comparesName ? { error: expect.stringMatching(NAME_REFUSED) } : { runId: await world.runIdOfName() });
  });

  test('after a failover a new connection reaches the replica that the name leads to, and a kept one stays on the promoted node until it is told to leave', async () => {
    const told = { readerEndpoint: world.readerEndpoint };
    const [kept, leaving] = [start(told), start({ ...told, checkEveryMs: 1000 })];
    const promoted = await world.runIdOfName();
    expect([await kept.read(), await leaving.read()]).toEqual([{ runId: promoted }, { runId: promoted }]);

    await world.promoteNodeOfName();
    const serving = await world.runIdOfName();
    expect(serving).not.toBe(promoted);
    expect(await start(told).read()).toEqual({ runId: serving });
    await until(async () => leaving.read(), serving);
    expect(await kept.read()).toEqual({ runId: promoted });
    await world.settle();
  });
});

async function until(read: () => Promise<Answer>, runId: string): Promise<void> {
  const deadline = Date.now() + 40_000;
  for (let answer = await read(); ; answer = await read()) {
    if ('error' in answer) throw new Error(`no read may fail meanwhile, got: ${answer.error}`);
    if (answer.runId === runId) return;
    if (Date.now() > deadline) throw new Error(`the reads did not come to ${runId} within 40 s, got: ${answer.runId}`);
    await new Promise((resume) => setTimeout(resume, 100));
  }
}
