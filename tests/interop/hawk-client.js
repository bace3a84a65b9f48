// SPDX-License-Identifier: GPL-3.0-or-later
// Hawk's reference client against the demo service: hawk-client.js ROSTER_DEMO starts the program, calls all that
// threat-stack/README.md names, and proves every answer with hawk.client.authenticate(). Prints TAP.

'use strict';

const Assert = require('assert');
const ChildProcess = require('child_process');
const Hawk = require('hawk');
const Http = require('http');
const Readline = require('readline');

const MEMBERS = '/organizations/members';
const INVITES = '/organizations/invites';
const PAGE_SIZE = 50;

class Client {
  constructor(description) {
    this.endpoint = description.endpoint;
    this.origin = new URL(description.endpoint).origin;
    this.credentials = { id: description.userId, key: description.apiKey, algorithm: 'sha256' };
    this.organization = description.organizations[0].id;
  }

  // Sends a request; gives {status, headers, text, json}. A signed answer that proves nothing is an error, and so is
  // an answer without a signature, unless it is a 401.
  async call(method, path, body, changes = {}) {
    const url = path.startsWith('/help') ? this.origin + path : this.endpoint + path;
    const { header, artifacts } = Hawk.client.header(url, method, {
      credentials: this.credentials,
      ext: this.organization,
      payload: body,
      contentType: body === undefined ? undefined : 'application/json',
      ...changes,
    });
    const headers = { Authorization: header };
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json; charset=utf-8';
      headers['Content-Length'] = Buffer.byteLength(body);
    }
    const response = await send(artifacts, headers, body);
    if (response.status !== 401) {
      Hawk.client.authenticate(response, this.credentials, artifacts, { payload: response.text, required: true });
    }
    return response;
  }

  async expect(status, method, path, value, changes) {
    const body = value === undefined ? undefined : JSON.stringify(value);
    const response = await this.call(method, path, body, changes);

    Assert.strictEqual(response.status, status, `${method} ${path}: ${response.status} ${response.text}`);
    if (status >= 400) {
      Assert.ok(Array.isArray(JSON.parse(response.text).errors));
    }
    return response.text === '' || status >= 400 ? response : JSON.parse(response.text);
  }

  async list(query = '') {
    const members = [];
    let pages = 0;
    let token = null;

    do {
      const parameter = token === null ? '' : `&token=${encodeURIComponent(token)}`;
      const page = await this.expect(200, 'GET', `${MEMBERS}?${query}${parameter}`);
      members.push(...page.members);
      token = page.token;
      pages++;
    } while (token !== null);
    return { members, pages };
  }
}

// What is signed is what stands on the request line.
function send({ host, port, method, resource }, headers, body) {
  return new Promise((resolve, reject) => {
    const request = Http.request({ host, port, method, path: resource, headers }, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(pieces).toString() });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function listsAllPages(client) {
  const { members, pages } = await client.list();

  Assert.strictEqual(members.length, 240);
  Assert.strictEqual(pages, Math.ceil(240 / PAGE_SIZE));
  Assert.strictEqual(new Set(members.map((member) => member.id)).size, 240);
  Assert.ok(members.some((member) => member.id === client.credentials.id && member.role === 'owner'));
  Assert.ok(members.some((member) => /[\u0400-\u04ff]/.test(member.displayName)));
}

async function listsTheEnabled(client) {
  const all = await client.list();
  const enabled = await client.list('enabledOnly=true');

  Assert.deepStrictEqual(enabled.members, all.members.filter((member) => member.userEnabled));
  Assert.ok(enabled.members.length < all.members.length);
}

async function addsAndRemoves(client) {
  const staging = Object.assign(Object.create(client), { organization: 'demo-staging' });
  const { members } = await client.list();
  const known = new Set(members.map((member) => member.id));
  const stranger = (await staging.list()).members.find((member) => !known.has(member.id));
  const added = await client.expect(200, 'POST', MEMBERS, { role: 'reader', id: stranger.id });

  Assert.deepStrictEqual(added, { ...stranger, role: 'reader' });
  await client.expect(409, 'POST', MEMBERS, { role: 'reader', id: stranger.id });
  Assert.strictEqual((await client.list()).members.length, 241);
  await client.expect(204, 'DELETE', `${MEMBERS}/${stranger.id}`);
  await client.expect(404, 'DELETE', `${MEMBERS}/${stranger.id}`);
  await client.expect(404, 'POST', MEMBERS, { role: 'user', id: 'nobody' });
  Assert.deepStrictEqual((await client.list()).members, members);
}

async function invites(client) {
  for (const method of ['POST', 'PUT']) {
    const email = `Zoë.${method}@Example.com`;
    const answer = await client.expect(200, method, INVITES, { role: 'reader', email });

    Assert.deepStrictEqual(answer, { sentToEmail: email, role: 'reader', status: 'pending' });
  }
  const [member] = (await client.list()).members;
  await client.expect(409, 'POST', INVITES, { role: 'user', email: member.email.toUpperCase() });
  await client.expect(400, 'POST', INVITES, { role: 'user', email: 'nobody' });
  await client.expect(400, 'POST', INVITES, { role: 'king', email: 'a@example.com' });
}

async function testsItself(client) {
  const response = await client.call('GET', '/help/hawk/self-test');

  Assert.strictEqual(response.status, 200);
}

async function refusesStrangers(client) {
  const stranger = { ...client.credentials, key: 'another key' };
  const nobody = { ...client.credentials, id: 'nobody' };

  for (const credentials of [stranger, nobody]) {
    const response = await client.expect(401, 'GET', MEMBERS, undefined, { credentials });
    Assert.match(response.headers['www-authenticate'], /^Hawk error="/);
  }
}

async function refusesOtherPayloads(client) {
  await client.expect(401, 'POST', INVITES, { role: 'user', email: 'a@example.com' }, { payload: '{}' });
  await client.expect(401, 'POST', INVITES, { role: 'user', email: 'a@example.com' }, { payload: undefined });
}

async function refusesReplays(client) {
  const again = { timestamp: Hawk.utils.nowSecs(), nonce: 'again' };

  await client.expect(200, 'GET', MEMBERS, undefined, again);
  await client.expect(401, 'GET', MEMBERS, undefined, again);
}

async function tellsItsTime(client) {
  const response = await client.expect(401, 'GET', MEMBERS, undefined, { timestamp: Hawk.utils.nowSecs() - 100 });
  // Throws where the service's time is not proved.
  const { headers } = Hawk.client.authenticate(response, client.credentials, {}, {});

  Assert.strictEqual(headers['www-authenticate'].error, 'Stale timestamp');
  Assert.ok(Math.abs(headers['www-authenticate'].ts - Hawk.utils.nowSecs()) <= 5);
}

async function refusesOtherOrganizations(client) {
  await client.expect(403, 'GET', MEMBERS, undefined, { ext: 'another' });
  await client.expect(403, 'GET', MEMBERS, undefined, { ext: undefined });
}

async function answersWhatIsNotThere(client) {
  const response = await client.expect(405, 'PATCH', MEMBERS);

  Assert.strictEqual(response.headers.allow, 'GET, POST');
  await client.expect(404, 'GET', '/organizations');
}

async function start(program) {
  const child = ChildProcess.spawn(program, ['--until-eof', `--page-size=${PAGE_SIZE}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await new Promise((resolve, reject) => {
    Readline.createInterface({ input: child.stdout }).once('line', (...lines) => resolve(lines));
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the demo service ended')));
  });
  return { child, client: new Client(JSON.parse(line)) };
}

async function stop(child) {
  const ended = new Promise((resolve) => child.once('exit', resolve));

  child.stdin.end();
  Assert.strictEqual(await ended, 0);
}

async function main() {
  const cases = [
    listsAllPages, listsTheEnabled, addsAndRemoves, invites, testsItself, refusesStrangers, refusesOtherPayloads,
    refusesReplays, tellsItsTime, refusesOtherOrganizations, answersWhatIsNotThere,
  ];
  let failed = 0;
  let number = 0;

  console.log(`1..${cases.length}`);
  for (const test of cases) {
    const { child, client } = await start(process.argv[2]);
    number++;
    try {
      await test(client);
      console.log(`ok ${number} ${test.name}`);
    } catch (error) {
      failed++;
      console.log(`not ok ${number} ${test.name}`);
      console.log(error.stack.replace(/^/gm, '# '));
    }
    await stop(child);
  }
  process.exitCode = failed > 0 ? 1 : 0;
}

main();
