// SPDX-License-Identifier: GPL-3.0-or-later
// A small HTTP service that authenticates with Hawk's reference implementation, for the tests of core's Hawk.
//
// Every path is answered with what was understood, as JSON: method, resource, host, port, ext, body. Some paths change
// the answer:
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

const Auth = require('./hawk-auth.js');

const HOUR_MS = 3600 * 1000;

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

async function handle(request, body) {
  const path = request.url.split('?')[0];
  const isAhead = path === '/stale' || path === '/forged-time';

  try {
    return answer(request, body, await Auth.authenticate(request, body, isAhead ? HOUR_MS : 0));
  } catch (error) {
    const reply = Auth.refusal(error);

    if (reply.challenge && path === '/forged-time') {
      reply.challenge = reply.challenge.replace(/ts="(\d)/, 'ts="9');
    }
    return reply;
  }
}

Auth.serve(handle);
