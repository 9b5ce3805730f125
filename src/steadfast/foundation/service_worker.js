// Keeps styles and scripts by their hashed names, and one page that says that there is no connection. No other page is
// kept: what somebody may see must not stay on a device that others use.

const KEPT = "steadfast-1";
const OFFLINE = "/offline/";
const MOST = 200; // files of earlier releases are dropped all at once

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.add(new Request(OFFLINE, { credentials: "omit" }))));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)))),
  );
});

async function fromStore(request) {
  const kept = await caches.open(KEPT);
  const known = await kept.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) {
    const all = await kept.keys();
    if (all.length > MOST) await Promise.all(all.filter((one) => !one.url.endsWith(OFFLINE)).map((one) => kept.delete(one)));
    await kept.put(request, answer.clone());
  }
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(fromStore(request));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
});
