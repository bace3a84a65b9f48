// SPDX-License-Identifier: GPL-3.0-or-later
// What the small services of this folder share: authentication by Hawk's reference implementation, reading and
// answering requests, starting and ending.

'use strict';

const Hawk = require('hawk');
const Http = require('http');

const CREDENTIALS = {
  id: 'dh37fgj492je',
  key: 'werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn',
  algorithm: 'sha256',
};
const MAX_SKEW_MS = 60 * 1000;
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
function authenticateEscaped(request, body, localtimeOffsetMsec) {
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
  if (Math.abs(given.ts * 1000 - Hawk.utils.now(localtimeOffsetMsec)) > MAX_SKEW_MS) {
    throw Hawk.utils.unauthorized('Stale timestamp', Hawk.crypto.timestampMessage(CREDENTIALS, localtimeOffsetMsec));
  }
  return { credentials: CREDENTIALS, artifacts };
}

// Whether the request was signed by somebody who knows the key: {credentials, artifacts}, else throws what to answer.
async function authenticate(request, body, localtimeOffsetMsec = 0) {
  const options = { nonceFunc: checkNonce, localtimeOffsetMsec };

  if ((request.headers.authorization || '').includes('\\')) {
    return authenticateEscaped(request, body, localtimeOffsetMsec);
  }
  if (body.length > 0) {
    options.payload = body;
  }
  return Hawk.server.authenticate(request, findCredentials, options);
}

// What is answered where authenticate() throws.
function refusal(error) {
  const output = error.output || { statusCode: 500, headers: {} };

  return {
    status: output.statusCode,
    contentType: 'application/json',
    payload: JSON.stringify({ errors: [error.message] }),
    challenge: output.headers['WWW-Authenticate'],
  };
}

// Sends {status, contentType, payload, proof, challenge, allow} in pieces.
function send(response, reply) {
  const headers = {
    'Content-Type': reply.contentType,
    'Server-Authorization': reply.proof,
    'WWW-Authenticate': reply.challenge,
    Allow: reply.allow,
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

// Serves on a free port of 127.0.0.1; answer(request, body) gives what is sent. Prints {"port": N} when it is ready,
// and ends when the standard input is closed.
function serve(answer) {
  const server = Http.createServer(async (request, response) => {
    const pieces = [];

    for await (const piece of request) {
      pieces.push(piece);
    }
    send(response, await answer(request, Buffer.concat(pieces)));
  });

  server.listen(0, '127.0.0.1', () => {
    console.log(JSON.stringify({ port: server.address().port }));
  });
  process.stdin.on('end', () => process.exit(0)).resume();
}

module.exports = { CREDENTIALS, authenticate, refusal, serve };
