// Which licences a county bureau can take on without asking a lawyer, by SPDX name: permissive ones, and MPL-2.0, which
// obliges only who passes on changed files of the library itself.
const PERMISSIVE = new Set(['MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'CC0-1.0', 'Unlicense', 'Python-2.0', 'Zlib', 'MPL-2.0'])

/**
 * @param {string} expression SPDX: `(MIT OR GPL-2.0)`, `MIT AND ISC`
 * @returns {boolean} whether it can be used under permissive terms alone
 */
export const isPermissive = (expression) => expression.replace(/^\((.*)\)$/, '$1').split(/\s+OR\s+/i)
  .some((choice) => choice.replace(/[()]/g, '').split(/\s+AND\s+/i).every((name) => PERMISSIVE.has(name.trim())))

/** @param {any} manifest @returns {string} SPDX expression or '' */
export const licenceOf = ({ license, licenses }) => (typeof license === 'string' ? license : license?.type ?? (licenses ?? []).map((/** @type {any} */ each) => each.type).join(' OR '))
