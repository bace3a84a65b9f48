// SPDX-License-Identifier: GPL-3.0-or-later
// parse.js FILE RUNS: prints the median time, in ms, that JSON.parse takes for the list in FILE.
const fs = require('fs');

const bytes = fs.readFileSync(process.argv[2]);
const times = [];
for (let i = 0; i < Number(process.argv[3]); i++) {
  const start = process.hrtime.bigint();
  const list = JSON.parse(bytes.toString('utf8'));
  times.push(Number(process.hrtime.bigint() - start) / 1e6);
  if (!list.members.length) throw new Error('no members');
}
times.sort((a, b) => a - b);
console.log(JSON.stringify({ node: times[times.length >> 1] }));
