// SPDX-License-Identifier: GPL-3.0-or-later
// The organization endpoints of threat-stack/README.md behind Hawk's reference implementation: member-server.js [MODE].
//
// There is one organization, whose id is `a "b" \ c`. Its members come in pages of two. MODE changes the service:
//   ahead      its clock is an hour ahead
//   put        invitations are taken as PUT only
//   other-key  its proofs are made with another key

'use strict';

const Hawk = require('hawk');

const Auth = require('./hawk-auth.js');

const ORGANIZATION = 'a "b" \\ c';
const PAGE_SIZE = 2;
const HOUR_MS = 3600 * 1000;

const mode = process.argv[2] || '';
const members = new Map();

function addMember(id, role, displayName) {
  members.set(id, {
    role,
    ssoEnabled: true,
    displayName,
    userEnabled: true,
    lastAuthenticatedAt: null,
    mfaEnabled: false,
    id,
    email: `${id}@example.com`,
  });
  return members.get(id);
}

addMember('dh37fgj492je', 'owner', 'Robin Ashdown');
addMember('a1', 'user', 'Zoë Núñez');
addMember('b/2', 'user', '山本 さくら');
addMember('c 3', 'reader', 'Bauer, “Tilly” "Till"');
addMember('d4', 'reader', '🦊');

function json(value, status = 200) {
  return { status, contentType: 'application/json; charset=utf-8', payload: JSON.stringify(value) };
}

function refuse(status, text, more = {}) {
  return { ...json({ errors: [text] }, status), ...more };
}

// The token is the id of the member to go on with, so it holds all that must be escaped.
function list(query) {
  const all = [...members.values()];
  const token = query.get('token');
  const start = token === null ? 0 : all.findIndex((member) => `+/=&${member.id}é` === token);

  if (start < 0) {
    return refuse(400, 'token is not valid');
  }
  const next = all[start + PAGE_SIZE];
  return json({ members: all.slice(start, start + PAGE_SIZE), token: next ? `+/=&${next.id}é` : null });
}

function add(body) {
  const { role, id } = JSON.parse(body);

  return members.has(id) ? refuse(409, 'already a member') : json(addMember(id, role, ''));
}

function remove(id) {
  return members.delete(id) ? { status: 204, payload: '' } : refuse(404, 'no such member');
}

function invite(method, body) {
  const { role, email } = JSON.parse(body);

  if (mode === 'put' && method === 'POST') {
    return refuse(405, 'Method not allowed', { allow: 'PUT' });
  }
  return json({ sentToEmail: email, role, status: 'pending' });
}

function route(request, body, ext) {
  const url = new URL(request.url, 'http://localhost');
  const what = `${request.method} ${url.pathname}`;

  if (what === 'GET /help/hawk/self-test') {
    return { status: 200, contentType: 'text/plain', payload: 'ok' };
  }
  if (ext !== ORGANIZATION) {
    return refuse(403, 'not your organization');
  }
  if (what === 'GET /v2/organizations/members') {
    return list(url.searchParams);
  }
  if (what === 'POST /v2/organizations/members') {
    return add(body);
  }
  if (what.startsWith('DELETE /v2/organizations/members/')) {
    return remove(decodeURIComponent(url.pathname.slice('/v2/organizations/members/'.length)));
  }
  if (url.pathname === '/v2/organizations/invites') {
    return invite(request.method, body);
  }
  return refuse(404, 'no such resource');
}

async function handle(request, body) {
  try {
    const given = await Auth.authenticate(request, body, mode === 'ahead' ? HOUR_MS : 0);
    const reply = route(request, body, given.artifacts.ext);
    const key = mode === 'other-key' ? { ...given.credentials, key: 'another key' } : given.credentials;

    return { ...reply, proof: Hawk.server.header(key, given.artifacts, reply) };
  } catch (error) {
    return Auth.refusal(error);
  }
}

Auth.serve(handle);
