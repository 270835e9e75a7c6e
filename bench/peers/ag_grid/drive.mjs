// node drive.mjs CHROMIUM ROWS.JSON WORD…: drives the page in headless Chromium.
//
// Prints one JSON document a line: {started, pid} once the first rows are painted; then, for each line read
// from standard input, a round of {key, sort: {column: […]}, scroll, update} in milliseconds.

import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [, , program, rows, ...words] = process.argv;
const SORTED = ["patient", "request", "provider", "age", "status"];
const STEPS = 200;
const UPDATES = 10;
const HERE = import.meta.dirname;
const FILES = {
  "/": [`${HERE}/page.html`, "text/html"],
  "/page.js": [`${HERE}/page.js`, "text/javascript"],
  "/ag-grid.js": [`${HERE}/node_modules/ag-grid-community/dist/ag-grid-community.min.js`, "text/javascript"],
  "/rows.json": [rows, "application/json"],
};
const QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
if (process.getuid?.() === 0) QUIET.push("--no-sandbox"); // Chromium has none for root

const say = (told) => process.stdout.write(`${JSON.stringify(told)}\n`);
const bodies = Object.fromEntries(
  Object.entries(FILES).map(([path, [file, contentType]]) => [path, { body: readFileSync(file), contentType }]),
);

const began = performance.now();
const server = await chromium.launchServer({ executablePath: program, headless: true, args: QUIET });
const browser = await chromium.connect(server.wsEndpoint());
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
// Nothing of it goes over a line: every address is answered here.
await page.route("**/*", (route) => {
  const found = bodies[new URL(route.request().url()).pathname];
  return found ? route.fulfill(found) : route.abort();
});
await page.goto("http://grid.test/");
await page.waitForFunction("window.started");
say({ started: performance.now() - began, pid: server.process().pid });

const call = (name, ...words) => page.evaluate(([name, words]) => window.peer[name](...words), [name, words]);

async function keys() {
  const took = [];
  for (const word of words) {
    await call("cleared");
    for (const letter of word) {
      const measured = call("key");
      await page.evaluate("0"); // it listens before the key comes
      await page.keyboard.press(letter);
      took.push(await measured);
    }
  }
  await call("cleared");
  return took;
}

async function sorts() {
  const took = {};
  for (const column of SORTED) {
    took[column] = [];
    for (let way = 0; way < 2; way += 1) {
      const measured = call("sorted");
      await page.evaluate("0");
      await page.click(`.ag-header-cell[col-id=${column}]`);
      took[column].push(await measured);
    }
  }
  return took;
}

async function updates() {
  const took = [];
  for (let turn = 0; turn < UPDATES; turn += 1) took.push(await call("updated", turn));
  return took;
}

for await (const _ of createInterface({ input: process.stdin })) {
  say({ key: await keys(), sort: await sorts(), scroll: await call("scrolled", STEPS), update: await updates() });
}
await browser.close();
await server.close();
