// Reading TypeScript for the checks: a syntax tree, a walk over it, and the imports of a file.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'

/**
 * @typedef {{ readonly specifier: string, readonly typeOnly: boolean, readonly names: readonly string[], readonly line: number }} Import
 * @typedef {{ readonly path: string, readonly text: string, readonly program: any, readonly fault: string | null,
 *   readonly lineOf: (offset: number) => number }} Source
 */

/** @param {string} base @param {string} path @returns {Source} fault: why it does not parse; then the tree is empty */
export const readSource = (base, path) => {
  const text = readFileSync(join(base, path), 'utf8')
  const { program, errors } = parseSync(path, text)
  const fault = errors.length > 0 ? `${path} does not parse: ${errors[0]?.message}` : null
  return { path, text, program, fault, lineOf: (offset) => text.slice(0, offset).split('\n').length }
}

/**
 * Calls `visit` on every node, parents first.
 * @param {any} node
 * @param {(node: any, parent: any, key: string) => void} visit
 */
export const walk = (node, visit, parent = null, key = '') => {
  if (Array.isArray(node)) for (const each of node) walk(each, visit, parent, key)
  else if (node !== null && typeof node === 'object' && typeof node.type === 'string') {
    visit(node, parent, key)
    for (const name of Object.keys(node)) if (name !== 'type' && typeof node[name] === 'object') walk(node[name], visit, node, name)
  }
}

/** @param {any} node @returns {string} of a string literal, or '' */
const literal = (node) => (typeof node?.value === 'string' ? node.value : typeof node?.literal?.value === 'string' ? node.literal.value : '')

/**
 * Every way a file names another: import, export from, import(), require(), import type, import('…') in a type.
 * @param {Source} source
 * @returns {Import[]}
 */
export const importsOf = ({ program, lineOf }) => {
  /** @type {Import[]} */
  const found = []
  walk(program, (node) => {
    /** @param {any} target @param {boolean} typeOnly @param {string[]} names */
    const add = (target, typeOnly, names = []) => {
      if (literal(target) !== '') found.push({ specifier: literal(target), typeOnly, names, line: lineOf(node.start) })
    }
    const specifiers = node.specifiers ?? []
    const names = specifiers.map((/** @type {any} */ each) => each.imported?.name ?? each.local?.name ?? '')
    const allTypes = (/** @type {string} */ kind) => specifiers.length > 0 && specifiers.every((/** @type {any} */ each) => each[kind] === 'type')
    if (node.type === 'ImportDeclaration') add(node.source, node.importKind === 'type' || allTypes('importKind'), names)
    else if (node.type === 'ExportNamedDeclaration' && node.source) add(node.source, node.exportKind === 'type' || allTypes('exportKind'), names)
    else if (node.type === 'ExportAllDeclaration') add(node.source, node.exportKind === 'type')
    else if (node.type === 'ImportExpression') add(node.source, false)
    else if (node.type === 'TSImportType') add(node.source ?? node.argument, true)
    else if (node.type === 'CallExpression' && node.callee?.name === 'require') add(node.arguments[0], false)
  })
  return found
}
