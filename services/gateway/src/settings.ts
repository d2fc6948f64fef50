// What the gateway's process is told besides what every process is.
import { CHANNELS, takes } from '@zhijian/host'
import { SCANNER_ADDRESS } from '@zhijian/privacy'
import { z } from 'zod'
import { readSites } from './config.ts'

export const GATEWAY_OPTIONS = {
  port: takes.whole('PORT', 0, 65_535, 8080, 'of the whole edge, /healthz, /readyz and /metrics with it'),
  'behind-proxy': takes.list('ZHIJIAN_PROXIES', z.ipv4().or(z.ipv6()), 'the exact IP address of a proxy that ends TLS', 'who may say whom a request is from'),
  origin: takes.text('ZHIJIAN_ORIGIN', z.url(), 'a URL without a path', 'how browsers reach this platform'),
  sites: takes.text('ZHIJIAN_SITES', z.string().max(1000).refine((text) => readSites(text) !== null), 'citizen=https://HOST,lawyer=https://HOST,console=https://HOST', 'instead of an origin: a host of its own for each application, which is served there alone, with cookies and storage that no other has'),
  channels: CHANNELS,
  'tls-cert': takes.path('ZHIJIAN_TLS_CERT', 'certificate; given with its key: HTTPS'),
  'tls-key': takes.path('ZHIJIAN_TLS_KEY', 'its key'),
  'edge-store': takes.oneOf('ZHIJIAN_EDGE_STORE', ['file', 'mongodb'], 'file', 'where sessions, password hashes and second factors lie; mongodb for gateways on several hosts'),
  'pages-port': takes.text('ZHIJIAN_PAGES_PORT', z.string().regex(/^\d{1,5}$/).refine((text) => Number(text) <= 65_535), 'a port', '/healthz, /readyz and /metrics there too, from before the broker is found, for tools of the operator that come from elsewhere: its own port tells /metrics to this machine alone. Keep it from the public'),
  'pages-host': takes.text('ZHIJIAN_PAGES_HOST', z.string().min(1).max(255), 'an address', 'where that port is; default --host'),
  turn: takes.list('TURN_URLS', z.string().regex(/^turns?:[^\s,/@]+$/), 'turn:HOST:PORT', 'the relay of calls; with its secret: callers are given credentials for it'),
  'turn-secret-file': takes.path('TURN_SECRET_FILE', 'holds the secret that the relay shares'),
  'direct-calls': takes.oneOf('ZHIJIAN_DIRECT_CALLS', ['on', 'off'], 'off', 'calls go from browser to browser where they can, each learning the other’s address; off: through the relay alone. A demonstration without a relay lets them'),
  scanner: takes.text('ZHIJIAN_SCANNER', z.string().regex(SCANNER_ADDRESS), 'unix:/PATH or tcp:127.0.0.1:PORT', 'ClamAV’s clamd on this machine: every file is scanned before anybody can fetch it, and none is taken while clamd is away. Without it nothing looks for malware'),
  hardship: takes.path('ZHIJIAN_HARDSHIP', 'what counts as economic hardship in which province or county, with its source, as JSON; none: the page of legal aid says that it knows none'),
  'document-seal': takes.path('ZHIJIAN_DOCUMENT_SEAL', 'the bureau’s own certificate (PKCS#12, or PEM with its chain and key) that signs letters, and an authority that stamps the time, as JSON; none: the platform makes a certificate of its own'),
  'map-tiles': takes.path('ZHIJIAN_MAP_TILES', 'the server whose tiles maps of the console are drawn on, as JSON: kind (raster or vector), url with {z}, {x} and {y}, attribution, datum; browsers of staff may then ask it, and it alone. None: no tiles, and nobody is asked'),
  'position-door': takes.path('ZHIJIAN_POSITION_DOOR', 'keys of the door at which systems of somebody else hand positions over the broker, as `zhijian broker users --outside` writes them (position-door.json); none: it is shut'),
  connections: takes.whole('ZHIJIAN_CONNECTIONS', 10, 1_000_000, 20_000, 'how many connections at once, from everybody; three fifths of them may be live streams. The process must be allowed as many open files'),
  'connections-per-address': takes.whole('ZHIJIAN_CONNECTIONS_PER_ADDRESS', 1, 1_000_000, 512, 'how many of them from one address (of IPv6: one network of 64 bits), and how many live streams from there; proxies that were named, and this machine, are not bound by it. More where many people share an address'),
  'turn-minutes': takes.whole('TURN_MINUTES', 1, 1440, 10, 'how long a credential lets calls begin'),
}
