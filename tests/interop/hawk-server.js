// SPDX-License-Identifier: GPL-3.0-or-later
// A small HTTP service that authenticates with Hawk's reference implementation, for the tests of core's Hawk.
//
// Prints one line of JSON ({"port": N}) when it is ready, and ends when its standard input is closed. Every path is
// answered with what was understood, as JSON: method, resource, host, port, ext, body. Some paths change the answer:
//   /empty        204 without a body
//   /plain        text/plain with parameters, in capitals, the body being what was sent
//   /large        a body of a megabyte, sent in pieces
//   /with-ext     an answer with an ext of its own
//   /unhashed     a proof that does not cover the body
//   /unsigned     no proof at all
//   /changed      a body other than the one that was signed
//   /other-key    a proof made with another key
//   /stale        as if the service's clock were an hour ahead
//   /forged-time  the same, the time not being proved

'use strict';

const Hawk = require('hawk');
const Http = require('http');

const CREDENTIALS = {
  id: 'dh37fgj492je',
  key: 'werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn',
  algorithm: 'sha256',
};
const HOUR_MS = 3600 * 1000;
const seen = new Set();

function findCredentials(id) {
  return id === CREDENTIALS.id ? CREDENTIALS : null;
}

function checkNonce(key, nonce, ts) {
  if (seen.has(`${ts} ${nonce}`)) {
    throw new Error('seen before');
  }
  seen.add(`${ts} ${nonce}`);
}

// The reference client escapes quotes and backslashes in ext, but the reference parser refuses the escapes. So such a
// header is checked with the reference mac over the ext that it stands for.
function authenticateEscaped(request, body) {
  const given = {};
  const rest = request.headers.authorization.replace(/(\w+)="((?:[^"\\]|\\["\\])*)"(?:, |$)/g, (all, name, value) => {
    given[name] = value.replace(/\\(["\\])/g, '$1');
    return '';
  });
  const host = Hawk.utils.parseHost(request);
  const artifacts = {
    ...given, method: request.method, resource: request.url, host: host.name, port: host.port,
  };
  const hash = Hawk.crypto.calculatePayloadHash(body, 'sha256', request.headers['content-type']);

  if (rest !== 'Hawk ' || Hawk.crypto.calculateMac('header', CREDENTIALS, artifacts) !== given.mac) {
    throw Hawk.utils.unauthorized('Bad mac');
  }
  if (body.length > 0 && hash !== given.hash) {
    throw Hawk.utils.unauthorized('Bad payload hash');
  }
  return { credentials: CREDENTIALS, artifacts };
}

async function authenticate(request, body) {
  const path = request.url.split('?')[0];
  const options = { nonceFunc: checkNonce };

  if ((request.headers.authorization || '').includes('\\')) {
    return authenticateEscaped(request, body);
  }
  if (body.length > 0) {
    options.payload = body;
  }
  if (path === '/stale' || path === '/forged-time') {
    options.localtimeOffsetMsec = HOUR_MS;
  }
  return Hawk.server.authenticate(request, findCredentials, options);
}

function describe(request, artifacts, body) {
  return JSON.stringify({
    method: request.method,
    resource: artifacts.resource,
    host: artifacts.host,
    port: Number(artifacts.port),
    ext: artifacts.ext,
    body: body.toString('utf8'),
  });
}

function answer(request, body, { credentials, artifacts }) {
  const path = request.url.split('?')[0];
  const reply = {
    status: 200, contentType: 'application/json', payload: describe(request, artifacts, body), ext: undefined,
  };

  if (path === '/empty') {
    Object.assign(reply, { status: 204, contentType: undefined, payload: '' });
  } else if (path === '/plain') {
    Object.assign(reply, { contentType: 'TEXT/Plain; charset=UTF-8; x=y', payload: body });
  } else if (path === '/large') {
    reply.payload = 'é'.repeat(512 * 1024);
  } else if (path === '/with-ext') {
    reply.ext = 'answer-specific';
  }
  const key = path === '/other-key' ? { ...credentials, key: 'another key' } : credentials;
  const proved = path === '/unhashed' ? { ext: reply.ext } : reply;

  reply.proof = path === '/unsigned' ? undefined : Hawk.server.header(key, artifacts, proved);
  if (path === '/changed') {
    reply.payload = reply.payload.replace('GET', 'PUT');
  }
  return reply;
}

function refusal(request, error) {
  const output = error.output || { statusCode: 500, headers: {}, payload: {} };
  let challenge = output.headers['WWW-Authenticate'];

  if (challenge && request.url.startsWith('/forged-time')) {
    challenge = challenge.replace(/ts="(\d)/, 'ts="9');
  }
  return {
    status: output.statusCode,
    contentType: 'application/json',
    payload: JSON.stringify({ errors: [error.message] }),
    challenge,
  };
}

function send(response, reply) {
  const headers = {
    'Content-Type': reply.contentType, 'Server-Authorization': reply.proof, 'WWW-Authenticate': reply.challenge,
  };

  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) {
      response.setHeader(name, value);
    }
  }
  response.writeHead(reply.status);
  const payload = Buffer.from(reply.payload);
  for (let start = 0; start < payload.length; start += 10007) {
    response.write(payload.subarray(start, start + 10007));
  }
  response.end();
}

const server = Http.createServer(async (request, response) => {
  const pieces = [];

  for await (const piece of request) {
    pieces.push(piece);
  }
  const body = Buffer.concat(pieces);
  try {
    send(response, answer(request, body, await authenticate(request, body)));
  } catch (error) {
    send(response, refusal(request, error));
  }
});

server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: server.address().port }));
});
process.stdin.on('end', () => process.exit(0)).resume();
