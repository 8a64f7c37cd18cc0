import { Answer, ClientProgram, Told } from './client-program';
import { CLIENTS } from './clients';
import { EncryptedWorld } from './encrypted-world';
import { Impostor } from './impostor';

jest.setTimeout(120_000);

let world: EncryptedWorld;
const programs: ClientProgram[] = [];
const impostors: Impostor[] = [];

beforeAll(async () => { world = await EncryptedWorld.open(); });

afterEach(() => {
  programs.splice(0).forEach((program) => program.stop());
  impostors.splice(0).forEach((impostor) => impostor.close());
});

afterAll(async () => world.close());

const NAME_REFUSED = /altnames|Hostname mismatch|certificate is valid for .*, not|No subject alternative DNS name matching/;
const ISSUER_REFUSED = /self-signed certificate|unable to verify the first certificate|unable to get local issuer|signed by unknown authority|unable to find valid certification path/;

describe.each(CLIENTS)('$title', (client) => {
  const start = (told: Partial<Told>) => {
    const program = ClientProgram.start(world, client, { system: world.system, ...told });
    programs.push(program);
    return program;
  };

  test('refuses the name by default: the certificate is for names of Amazon', async () => {
    expect(await start({}).read()).toEqual({ error: expect.stringMatching(NAME_REFUSED) });
  });

  test('takes the name with the setting of the page', async () => {
    expect(await start({ readerEndpoint: world.readerEndpoint }).read()).toEqual({ runId: await world.runIdOfName() });
  });

  if (client.byTheNodesName) {
    test('with it does not go where a name leads that is not of the group, whoever certifies that', async () => {
      const evil = world.lead('elsewhere', 'evil.example.com');
      const answer = await start({ readerEndpoint: world.readerEndpoint, name: evil }).read();
      expect(answer).toEqual({ error: expect.stringMatching(/must point to a node of .*testdns.*, got: evil\.example\.com/) });
    });
  }

  test('with it refuses a certificate of an authority that it does not trust', async () => {
    const answer = await start({ readerEndpoint: world.readerEndpoint, system: world.otherAuthorities }).read();
    expect(answer).toEqual({ error: expect.stringMatching(ISSUER_REFUSED) });
  });

  test('told the nodes\' authority alone it takes the name, whatever the system trusts', async () => {
    const answer = await start({ readerEndpoint: world.readerEndpoint, authorities: world.authorities, system: world.otherAuthorities }).read();
    expect(answer).toEqual({ runId: await world.runIdOfName() });
  });

  const meet = async (authority: 'amazon' | 'anybodys', host: string, authorities?: string) => {
    const impostor = await Impostor.at(await world.addressOfName(), world.forge(authority, host));
    impostors.push(impostor);
    return { impostor, reading: start({ readerEndpoint: world.readerEndpoint, port: impostor.port, authorities }).read() };
  };

  test('says its first words to a server whose certificate is right, so that the following tests could hear them', async () => {
    const { impostor, reading } = await meet('amazon', world.wildcard);
    reading.catch(() => undefined); // it never gets an answer that it can use
    expect(await impostor.firstWords).not.toBe('');
  });

  test.each([
    ['anybodys', 'evil.example.com'],
    ['anybodys', '*.example.com'],
    ['anybodys', 'read1.private.redisdub.pl'],
    ['anybodys', '*.private.redisdub.pl'],
    ['amazon', 'evil.example.com'],
    ['amazon', 'read1.private.redisdub.pl'],
    ['amazon', '*.another.v5r9dc.use1.cache.amazonaws.com'],
  ] as const)('says nothing to a server with a certificate of %s authority, which the system trusts, for %s', async (authority, host) => {
    const { impostor, reading } = await meet(authority, host);
    expect(await reading).toEqual({ error: expect.stringMatching(NAME_REFUSED) });
    expect([impostor.visits > 0, impostor.heard]).toEqual([true, '']);
  });

  test('told the nodes\' authority alone, says nothing to a server whose certificate names the hosts of the group and is of an authority that only the system trusts', async () => {
    const { impostor, reading } = await meet('anybodys', world.wildcard, world.authorities);
    expect(await reading).toEqual({ error: expect.stringMatching(ISSUER_REFUSED) });
    expect([impostor.visits > 0, impostor.heard]).toEqual([true, '']);
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
