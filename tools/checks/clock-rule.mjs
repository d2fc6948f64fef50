// Time and chance come in through ports. Outside the places that are their source, nothing may read a clock, set a timer
// or draw a number: a decision that did could not be replayed.
// 1. Sources: adapters/, files named after a clock or timer, the testkit, tools, benchmarks (`.bench.` too), browsers.
// 2. The adapters of the store, bus and read-store ports may wait and measure (timers, performance.now); what time it is
//    they are told like everyone else. So may `main.ts`, which bounds a drain, and the helpers of those packages' tests,
//    which wait for a real server. Ports, contract suites and specs may do neither.
import { basename } from 'node:path'
import { walk } from './syntax.mjs'

const TIMERS = new Set(['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'])
const READS = new Set(['Date.now', 'performance.now', 'process.hrtime', 'Temporal.Now', 'Math.random', 'AbortSignal.timeout'])
const WAITS = new Set([...TIMERS, 'performance.now', 'process.hrtime', 'AbortSignal.timeout', 'node:timers/promises'])
const TIMER_MODULES = new Set(['node:timers', 'node:timers/promises', 'timers', 'timers/promises'])

/** @param {string} path @returns {boolean} whether time and chance come from here */
export const mayReadClock = (path) => /(^|\/)(adapters|testkit|tools|benchmarks|web-[^/]+)\//.test(path) || /clock|timer|\.bench\./.test(basename(path))

/** @param {string} path @returns {boolean} whether it may wait and measure, though not know the time */
export const mayWait = (path) => /\/src\/main\.ts$/.test(path) || /^packages\/(event-store|bus|read-store)\/(src|test)\//.test(path) && !/^(port|contract|envelope|index)\.|\.(spec|contract)\.ts$/.test(basename(path))

/** @param {any} node @returns {string} `Date.now`, also for `globalThis.Date.now` */
const dotted = (node) => {
  if (node?.type === 'Identifier') return node.name
  if (node?.type !== 'MemberExpression' || node.computed) return ''
  const object = dotted(node.object)
  return object === 'globalThis' ? node.property.name : `${object}.${node.property.name}`
}

/** Is this identifier a use of the global, not a property's name or a key? @param {any} node @param {any} parent @param {string} key */
const isUse = (node, parent, key) => node.type === 'Identifier' && !((key === 'property' && !parent.computed) || (key === 'key' && !parent.shorthand)
  || /^TS/.test(parent?.type ?? '') || parent?.type === 'ImportSpecifier')

/**
 * @param {import('./syntax.mjs').Source} source
 * @returns {{ what: string, text: string }[]}
 */
export const clockReads = ({ path, program, lineOf }) => {
  /** @type {{ what: string, text: string }[]} */
  const found = []
  walk(program, (node, parent, key) => {
    /** @param {string} what */
    const report = (what) => found.push({ what, text: `${path}:${lineOf(node.start)} ${what}: take it from a Clock (or another port); see tools/README.md` })
    if (node.type === 'MemberExpression' && READS.has(dotted(node))) report(dotted(node))
    else if (node.type === 'MemberExpression' && TIMERS.has(dotted(node))) report(dotted(node))
    else if (node.type === 'NewExpression' && dotted(node.callee) === 'Date' && node.arguments.length === 0) report('new Date()')
    else if (node.type === 'CallExpression' && dotted(node.callee) === 'Date') report('Date()')
    else if (node.type === 'ImportDeclaration' && TIMER_MODULES.has(node.source.value)) report(node.source.value)
    else if (isUse(node, parent, key) && TIMERS.has(node.name)) report(node.name)
  })
  return mayWait(path) ? found.filter(({ what }) => !WAITS.has(what.replace('globalThis.', ''))) : found
}

/** What the planted file must show. */
export const everySin = ['Date.now', 'new Date()', 'Date()', 'performance.now', 'process.hrtime', 'Math.random', 'setTimeout', 'setInterval',
  'AbortSignal.timeout', 'node:timers/promises']
