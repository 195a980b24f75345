/* Behind the pages of a reader who keeps an edition: answers for its files without a network.
   Registered when the reader asks for it (offline.js), and gone when the reader removes the edition.

   One cache holds the files of the edition, under the version of its list (offline.json); another
   holds what is known: the list, and when it was last compared with the site. Files are fetched
   into the cache of their version and taken into use when all are there and are what was built;
   whatever goes wrong before leaves what is kept as it is, and what was fetched for the next time. */
"use strict";
var scope = self.registration.scope;
var KNOWN = "handbook " + scope;
var HOUR = 3600000; // ms between two looks at the site
var LANES = 4; // files fetched at a time
var under = null; // what is under way: keeping, removing or comparing, one after the other

self.addEventListener("install", function () {
  self.skipWaiting();
});
self.addEventListener("activate", function (event) {
  event.waitUntil(self.clients.claim());
});

/* What is known: {list, checked}; nothing when no edition is kept. */
async function known() {
  var found = await caches.match(scope + "kept.json", { cacheName: KNOWN });
  return found ? found.json() : null;
}
async function know(list) {
  var cache = await caches.open(KNOWN);
  await cache.put(scope + "kept.json", new Response(JSON.stringify({ list: list, checked: Date.now() })));
}
function store(list) {
  return KNOWN + " " + list.version;
}
/* Take away all caches of ours but these. */
async function clear(left) {
  var names = await caches.keys();
  var ours = names.filter(function (name) {
    return (name === KNOWN || name.startsWith(KNOWN + " ")) && left.indexOf(name) < 0;
  });
  await Promise.all(ours.map(function (name) { return caches.delete(name); }));
}
function inTurn(work) {
  under = (under || Promise.resolve()).catch(function () {}).then(work);
  return under;
}

async function fetched(address) {
  var answer = await fetch(scope + address, { cache: "no-cache" });
  if (!answer.ok || answer.redirected) throw new Error(address + ": " + answer.status);
  return answer;
}
async function hash(data) {
  var bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return Array.from(bytes, function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
}
/* One file into the new cache: as it lies there, from the old one, or from the site. */
async function bring(address, list, cache, before) {
  var wanted = list.files[address][1];
  if (await cache.match(scope + address)) return;
  if (before && (before.files[address] || [])[1] === wanted) {
    var same = await caches.match(scope + address, { cacheName: store(before) });
    if (same) return cache.put(scope + address, same);
  }
  var answer = await fetched(address);
  var copy = answer.clone();
  if (!(await hash(await answer.arrayBuffer())).startsWith(wanted)) throw new Error(address + ": other bytes");
  await cache.put(scope + address, copy);
}
async function fill(list, before, tell) {
  await clear([KNOWN, store(list)].concat(before ? [store(before)] : []));
  var cache = await caches.open(store(list));
  var waiting = Object.keys(list.files);
  var total = waiting.reduce(function (sum, address) { return sum + list.files[address][0]; }, 0);
  var done = 0;
  async function lane() {
    while (waiting.length) {
      var address = waiting.pop();
      await bring(address, list, cache, before);
      done += list.files[address][0];
      tell({ done: done, total: total });
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane));
  await know(list);
  await clear([KNOWN, store(list)]);
}

async function keep(address, tell) {
  var list = await (await fetched(address)).json();
  await fill(list, ((await known()) || {}).list, tell);
}
/* Compare what is kept with the site, quietly and not too often. */
async function compare() {
  var now = await known();
  if (!now || Math.abs(Date.now() - now.checked) < HOUR) return;
  var list = await (await fetched(now.list.edition + "offline.json")).json();
  if (list.version === now.list.version) await know(list);
  else await fill(list, now.list, function () {});
}

self.addEventListener("message", function (event) {
  var port = event.ports[0];
  function tell(message) { port.postMessage(message); }
  var work = {
    keep: function () { return keep(event.data.list, tell); },
    remove: function () { return clear([]); },
    ask: function () {},
    compared: function () {}, // to be asked when the site has been looked at, if it can be
  }[event.data.task];
  var turn = event.data.task === "ask" ? Promise.resolve() : inTurn(work);
  event.waitUntil(
    turn.then(known).then(
      function (now) {
        var list = now ? now.list : {};
        tell({ end: true, edition: list.edition, tag: list.tag, old: list.old, checked: now && now.checked });
      },
      function () { tell({ end: true, failed: true }); }
    )
  );
});

/* The file meant by an address: the folder for its index.html, nothing behind ? or #. */
function meant(address) {
  return address.split(/[?#]/)[0].slice(scope.length).replace(/(^|\/)index\.html$/, "$1");
}
async function answer(request) {
  var now = await known();
  var address = meant(request.url);
  if (!now) return fetch(request);
  if (request.mode === "navigate" && now.list.files[address + "/"]) {
    return Response.redirect(scope + address + "/", 301);
  }
  var found = now.list.files[address] &&
    (await caches.match(scope + address, { cacheName: store(now.list) }));
  return found || fetch(request);
}
self.addEventListener("fetch", function (event) {
  if (event.request.method !== "GET" || !event.request.url.startsWith(scope)) return;
  event.respondWith(answer(event.request));
  if (event.request.mode === "navigate") event.waitUntil(inTurn(compare).catch(function () {}));
});
