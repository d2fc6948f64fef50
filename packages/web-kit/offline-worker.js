// Opens the application without a network, so that what somebody began to write is there and can be gone on with. Keeps the
// application's own files and what anybody may read (topics, counties, the notice); never what is somebody's.
// Built into the site as `sw.js`; its first line there names the files.
/* global BASE, VERSION, FILES */
const CACHE = `zhijian-${VERSION}`
const PUBLIC = 'zhijian-public'
const isPublic = (path) => /^\/api\/v1\/(topics|counties|counties\/\d{6}(\/(villages|hardship))?|privacy-notices\/[a-z0-9]+)$/.test(path)
/** A page that has not come by then comes from here. */
const PATIENCE_MS = 5000

/**
 * The page without being told to load ahead what lies here already: what is told so is fetched past this worker and not used, and the browser
 * complains of it each time. Scripts of a newer release go on being loaded ahead.
 */
const withoutPreloads = async (answer) => {
  const headers = new Headers(answer.headers)
  for (const name of ['content-encoding', 'content-length', 'etag', 'last-modified']) headers.delete(name)
  const text = (await answer.text()).replace(/\s*<link rel="modulepreload"[^>]*href="([^"]*)"[^>]*>/g, (link, file) => (FILES.includes(file) ? '' : link))
  return new Response(text, { status: answer.status, headers })
}

/** One by one, and none twice: over a line that breaks an installation that begins anew goes on where it was. */
const keep = async () => {
  const cache = await caches.open(CACHE)
  for (const file of FILES) {
    if (await cache.match(file)) continue
    const answer = await fetch(file, file === BASE ? { cache: 'no-cache' } : {})
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`)
    await cache.put(file, file === BASE ? await withoutPreloads(answer) : answer)
  }
}

addEventListener('install', (event) => event.waitUntil(keep()))
addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('zhijian-') && name !== CACHE && name !== PUBLIC) await caches.delete(name)
  await clients.claim()
})()))

const page = async (request) => {
  const kept = await caches.match(BASE)
  if (!kept) return fetch(request)
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS, kept) })
  return Promise.race([fetch(request).then((answer) => (answer.ok ? withoutPreloads(answer) : kept)).catch(() => kept), late])
}

const readable = async (request) => {
  const cache = await caches.open(PUBLIC)
  try {
    const answer = await fetch(request)
    if (answer.ok) await cache.put(request, answer.clone())
    return answer
  } catch (error) {
    const kept = await cache.match(request)
    if (kept) return kept
    throw error
  }
}

addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate') {
    if (url.pathname.startsWith(BASE)) event.respondWith(page(request))
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(request)))
  } else if (isPublic(url.pathname)) {
    event.respondWith(readable(request))
  }
})
