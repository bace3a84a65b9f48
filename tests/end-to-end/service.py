# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts a mock service of one's own and asks it what it knows, with a Hawk client that shares no code with Roster."""

import base64
import hashlib
import hmac
import http.client
import json
import os
import secrets
import select
import subprocess
import threading
import time
from urllib.parse import quote, urlsplit


class Service:
    """One run of roster-mock."""

    def __init__(self, program, *args):
        self.process = subprocess.Popen(
            [program, "--port", "0", "--until-eof", "--log-requests", *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        hello = json.loads(self.process.stdout.readline())
        self.endpoint = hello["endpoint"]
        self.user_id = hello["userId"]
        self.key = hello["apiKey"]
        self.organizations = hello["organizations"]
        self.control = urlsplit(hello["control"]["url"])
        self.control_token = hello["control"]["token"]
        self._requests, self._rest, self._lock = [], b"", threading.Lock()
        self._reader = threading.Thread(target=self._read_log, daemon=True)
        self._reader.start()

    def _read_log(self):
        """So that the pipe does not fill up."""
        while select.select([self.process.stdout], [], []) and self._take():
            pass

    def _take(self):
        """Reads what there is of the log now; whether there may be more later."""
        with self._lock:
            while select.select([self.process.stdout], [], [], 0)[0]:
                chunk = os.read(self.process.stdout.fileno(), 65536)
                *lines, self._rest = (self._rest + chunk).split(b"\n")
                self._requests += map(json.loads, lines)
                if not chunk:
                    return False
        return True

    @property
    def requests(self):
        """What the service was asked: method, resource, organization, body, status. It is written before it is answered, so
        whoever has an answer finds its request here."""
        self._take()
        return self._requests

    def invitations(self):
        """Who was invited, in the order of the requests: (organization id, address, role)."""
        bodies = [(r["organization"], json.loads(r["body"])) for r in self.requests if r["resource"].endswith("/invites")]
        return [(organization, body["email"], body["role"]) for organization, body in bodies]

    def set_faults(self, *faults):
        """What goes wrong from now on (roster-mock --fault), in place of what did."""
        connection = http.client.HTTPConnection(self.control.hostname, self.control.port, timeout=30)
        for method, body in (("DELETE", ""), ("POST", "\n".join(faults))):
            connection.request(method, "/faults", body, {"Authorization": f"Bearer {self.control_token}"})
            answer = connection.getresponse()
            assert answer.status == 200, answer.read()
            answer.read()
        connection.close()

    def stop(self):
        self.process.stdin.close()
        self.process.wait(30)
        self._reader.join()

    def call(self, organization_id, method, path, body=None):
        """Status and parsed body of one signed request; the answer's own signature is checked."""
        url = urlsplit(self.endpoint)
        resource = url.path + path
        ts, nonce = str(int(time.time())), secrets.token_urlsafe(6)
        data = json.dumps(body).encode() if body is not None else b""
        payload = self._hash("application/json", data) if body is not None else ""
        mac = self._mac("header", ts, nonce, method, resource, url, payload, organization_id)
        header = f'Hawk id="{self.user_id}", ts="{ts}", nonce="{nonce}", ext="{organization_id}", mac="{mac}"'
        if payload:
            header += f', hash="{payload}"'
        connection = http.client.HTTPConnection(url.hostname, url.port, timeout=30)
        headers = {"Authorization": header, **({"Content-Type": "application/json"} if payload else {})}
        connection.request(method, resource, data or None, headers)
        answer = connection.getresponse()
        text = answer.read()
        self._check(answer, text, ts, nonce, method, resource, url)
        connection.close()
        return answer.status, json.loads(text) if text else None

    def members(self, organization_id):
        """Every member, all pages."""
        found, path = [], "/organizations/members"
        while True:
            status, answer = self.call(organization_id, "GET", path)
            assert status == 200, (status, answer)
            found += answer["members"]
            if not answer["token"]:
                return found
            path = "/organizations/members?token=" + quote(answer["token"], safe="")

    def _mac(self, kind, ts, nonce, method, resource, url, payload, ext):
        text = "\n".join([f"hawk.1.{kind}", ts, nonce, method, resource, url.hostname, str(url.port), payload, ext, ""])
        return base64.b64encode(hmac.new(self.key.encode(), text.encode(), hashlib.sha256).digest()).decode()

    @staticmethod
    def _hash(content_type, data):
        text = b"hawk.1.payload\n" + content_type.encode() + b"\n" + data + b"\n"
        return base64.b64encode(hashlib.sha256(text).digest()).decode()

    def _check(self, answer, text, ts, nonce, method, resource, url):
        header = answer.getheader("Server-Authorization") or ""
        if answer.status == 401 and not header:
            return
        given = dict(part.strip().split("=", 1) for part in header.removeprefix("Hawk ").split(","))
        given = {name: value.strip('"') for name, value in given.items()}
        content_type = (answer.getheader("Content-Type") or "").split(";")[0].strip().lower()
        if text or "hash" in given:
            assert given["hash"] == self._hash(content_type, text), "the answer's hash is wrong"
        mac = self._mac("response", ts, nonce, method, resource, url, given.get("hash", ""), given.get("ext", ""))
        assert given["mac"] == mac, "the answer is not authentic"
