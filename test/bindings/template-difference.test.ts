import { differences } from './template-difference';

const template = { Resources: { Group: { Type: 'A', Properties: { Nodes: [{ Port: 6379 }, { Port: 6380 }], Tls: false } } } };

test('a template is not different from itself', () => {
  expect(differences(template, structuredClone(template))).toEqual([]);
});

test.each([
  ['a changed value', (t: any) => { t.Resources.Group.Properties.Tls = true; }, 'Resources.Group.Properties.Tls'],
  ['a number that became a string', (t: any) => { t.Resources.Group.Properties.Nodes[1].Port = '6380'; }, 'Resources.Group.Properties.Nodes.1.Port'],
  ['a missing property', (t: any) => { delete t.Resources.Group.Properties.Tls; }, 'Resources.Group.Properties.Tls'],
  ['a property too many', (t: any) => { t.Resources.Group.Properties.More = null; }, 'Resources.Group.Properties.More'],
  ['a resource too many', (t: any) => { t.Resources.Other = {}; }, 'Resources.Other'],
  ['a shorter list', (t: any) => { t.Resources.Group.Properties.Nodes.pop(); }, 'Resources.Group.Properties.Nodes.1'],
  ['a list that became an object', (t: any) => { t.Resources.Group.Properties.Nodes = { ...t.Resources.Group.Properties.Nodes }; }, 'Resources.Group.Properties.Nodes'],
])('%s is found', (_, change, path) => {
  const changed = structuredClone(template);
  change(changed);
  expect(differences(template, changed).map((difference) => difference.path)).toEqual([path]);
});
