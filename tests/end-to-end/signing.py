# SPDX-License-Identifier: GPL-3.0-or-later
"""A service of invented members, chosen by the test, that signs its answers. Its client half is Service's."""

import base64
import hashlib
import hmac
import http.server
import json
import re
import threading
from urllib.parse import parse_qs, unquote, urlsplit

from service import Service


def member(id, name="", email="", role="user", **more):
    fixed = {"ssoEnabled": False, "userEnabled": True, "lastAuthenticatedAt": None, "mfaEnabled": True}
    return {"role": role, "displayName": name, "id": id, "email": email, **fixed, **more}


class SigningService(Service):
    """organizations: of an organization's id: its members. changes: what was asked for: method, path, organization, body."""

    def __init__(self, organizations, user_id="own", key="k" * 40):
        self.members_of = organizations
        self.user_id, self.key = user_id, key
        self.changes = []
        self.before_change = None  # called before a change is made
        self.tamper = None  # somebody between: of request, status, headers and body makes other ones
        self.act = None  # of a method: whether anything is done
        self.refuse = None  # status and answer in place of a change
        self.pages = None  # the pages of the list, or what makes them of the number of pages asked for so far
        self.n_pages = 0
        self._lock = threading.Lock()
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args):
                pass

            def do_GET(self):
                service._answer(self)

            do_POST = do_DELETE = do_GET

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self.server.server_address[1]}/v2"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def _answer(self, request):
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        hawk = dict(re.findall(r'(\w+)="([^"]*)"', request.headers.get("Authorization", "")))
        organization = hawk.get("ext", "")
        if request.command != "GET" and self.before_change:
            self.before_change(request)
        with self._lock:
            status, answer = self._act(request.command, urlsplit(request.path), organization, body)
        data = json.dumps(answer).encode() if answer is not None else b""
        headers = [("Content-Type", "application/json")] if answer is not None else []
        headers += [("Content-Length", str(len(data)))] if status != 204 else []
        headers.append(("Server-Authorization", self._sign(request, hawk, data)))
        if self.tamper:
            status, headers, data = self.tamper(request, status, headers, data)
        request.send_response(status)
        for name, value in headers:
            if status != 204 or name != "Content-Length":
                request.send_header(name, value)
        request.end_headers()
        request.wfile.write(data)

    def _act(self, method, url, organization, body):
        path, query = url.path, url.query
        members = self.members_of.get(organization)
        if path == "/help/hawk/self-test":
            return 200, {}
        if members is None:
            return 404, {"errors": ["no such organization"]}
        if method == "GET":
            return 200, self._list(members, query)
        if self.refuse:
            return self.refuse
        if self.act and not self.act(method):
            return 204, None
        self.changes.append((method, path, organization, json.loads(body) if body else None))
        if method == "DELETE":
            gone = [m for m in members if m["id"] == unquote(path.rsplit("/", 1)[1])]
            if not gone:
                return 404, {"errors": ["no such member"]}
            members.remove(gone[0])
            return 204, None
        given = json.loads(body)
        if path.endswith("/invites"):
            return 200, {"sentToEmail": given["email"], "role": given["role"], "status": "pending"}
        members.append(member(given["id"], given["id"], f"{given['id']}@example.com", given["role"]))
        return 200, members[-1]

    def _list(self, members, query):
        pages = self.pages(self.n_pages) if callable(self.pages) else self.pages or [members]
        self.n_pages += 1
        page = int(parse_qs(query).get("token", ["0"])[0])
        return {"members": pages[page], "token": str(page + 1) if page + 1 < len(pages) else None}

    def _sign(self, request, hawk, data):
        url = urlsplit(self.endpoint)
        payload = self._hash("application/json" if data else "", data)
        parts = ["hawk.1.response", hawk.get("ts", ""), hawk.get("nonce", ""), request.command, request.path]
        text = "\n".join([*parts, url.hostname, str(url.port), payload, "", ""])
        mac = base64.b64encode(hmac.new(self.key.encode(), text.encode(), hashlib.sha256).digest()).decode()
        return f'Hawk mac="{mac}", hash="{payload}"'
