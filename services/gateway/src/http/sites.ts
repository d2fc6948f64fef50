// The three applications, as they were built: files with a hash in their name for a year, the page itself asked for each time.
// An address inside an application is its page; what it shows there is its own affair.
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import files from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { ProblemError } from '../problems.ts'

/** @returns null where the packages are not: in a build that is one file */
const fileOf = (resolve: () => string): string | null => {
  try {
    return fileURLToPath(resolve())
  } catch {
    return null
  }
}
const PAGES = {
  citizen: fileOf(() => import.meta.resolve('@zhijian/web-citizen/site')),
  lawyer: fileOf(() => import.meta.resolve('@zhijian/web-lawyer/site')),
  console: fileOf(() => import.meta.resolve('@zhijian/web-console/site')),
}
/** One that was built: where its page lies. */
export interface Site { readonly name: keyof typeof PAGES; readonly page: string }

/** Those that were built: all of them where `npm start` or the image made it. */
export const sites = (): readonly Site[] => Object.entries(PAGES)
  .flatMap(([name, page]) => (page !== null && existsSync(page) ? [{ name: name as Site['name'], page }] : []))

/**
 * Nothing from elsewhere, no script but ours. Styles of components are set through the DOM, which needs no exception; media
 * that a person records, or looks at, are blobs. Camera and microphone: clips and calls.
 */
const HEADERS = {
  'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; "
    + "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'permissions-policy': 'camera=(self), geolocation=(), microphone=(self)',
} as const
/** Where she is, a citizen’s phone tells while a check is open, when she lets it; and draws for herself, told to nobody. */
const PERMISSIONS = { citizen: HEADERS['permissions-policy'].replace('geolocation=()', 'geolocation=(self)') } as Readonly<Partial<Record<Site['name'], string>>>
/** The console alone shows maps, and may ask for tiles where the installation says so. */
const policyOf = (name: Site['name'], tilesFrom: string | null): string => (name !== 'console' || tilesFrom === null ? HEADERS['content-security-policy']
  : HEADERS['content-security-policy'].replace("img-src 'self'", `img-src 'self' ${tilesFrom}`).replace("connect-src 'self'", `connect-src 'self' ${tilesFrom}`))
export const headersOf = (name: Site['name'], tilesFrom: string | null) =>
  ({ ...HEADERS, 'content-security-policy': policyOf(name, tilesFrom), 'permissions-policy': PERMISSIONS[name] ?? HEADERS['permissions-policy'] })

const YEAR_S = 365 * 24 * 3600

export const serveSite = (fastify: FastifyInstance, { name: site, page: file }: Site, tilesFrom: string | null): void => {
  const root = dirname(file)
  const headers = headersOf(site, tilesFrom)
  // Asked each time, answered with 304 while it is the same.
  const page = (reply: FastifyReply): FastifyReply => reply.headers(headers).header('cache-control', 'no-cache').sendFile('index.html', root)
  void fastify.register(async (scope) => {
    await scope.register(files, {
      root, prefix: `/${site}/`, wildcard: false, index: false, preCompressed: true, globIgnore: ['**/*.{br,gz}'], cacheControl: false,
      setHeaders(reply, path) {
        for (const [name, value] of Object.entries(headers)) reply.header(name, value)
        reply.header('cache-control', path.includes('/assets/') ? `public, max-age=${YEAR_S}, immutable` : 'no-cache')
      },
    })
    scope.get(`/${site}`, async (_request, reply) => reply.redirect(`/${site}/`))
    scope.get(`/${site}/`, async (_request, reply) => page(reply))
    // A file that is not there is not the page: an old page asks for scripts that a new build no longer has. Who goes there is shown the page.
    scope.get(`/${site}/*`, async (request, reply) => {
      const isAddress = request.headers.accept?.includes('text/html') === true
      if (!isAddress && /\.[a-z0-9]+$/i.test(request.url.split('?', 1)[0]!)) throw new ProblemError('no-such-route')
      return page(reply)
    })
  })
}
