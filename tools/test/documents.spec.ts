import { describe, expect, it } from 'vitest'
import { adrIndex } from '../adr-index.mjs'
import { brokenLinks, linksOf } from '../checks/docs-rule.mjs'
import { isPermissive, licenceOf } from '../checks/licence-rule.mjs'
import { folderWith } from './folder.ts'

describe('links of a document', () => {
  it('are those a reader can follow, not those shown as code', () => {
    expect(linksOf('[a](x.md) `[b](y.md)` ![c](z.png "t")\n```\n[d](w.md)\n```\n[e]: v.md\n')).toEqual(['x.md', 'z.png', 'v.md'])
  })
  it('resolve from where the document is, or from the root; anchors and addresses are left alone', () => {
    const folder = folderWith({
      'docs/a.md': '[up](../README.md#x) [here](b%20c.md) [root](/README.md) [web](https://example.org/x) [anchor](#y) [gone](gone.md)',
      'docs/b c.md': '', 'README.md': '',
    })
    expect(brokenLinks(folder, 'docs/a.md')).toEqual({ count: 4, broken: ['docs/a.md: the link gone.md leads nowhere'] })
  })
})

describe('the index of decisions', () => {
  it('lists the records in order, with their title and status', () => {
    const folder = folderWith({ '0002-b.md': '# 0002 Second\n\nStatus: superseded by 0003\n', '0001-a.md': '# ADR 0001: First | one\n', 'README.md': 'old' })
    const { text, count, faults } = adrIndex(folder)
    expect([count, faults]).toEqual([2, []])
    expect(text.split('\n').slice(6, 8)).toEqual(['| [0001](0001-a.md) | First \\| one | accepted |', '| [0002](0002-b.md) | Second | superseded by 0003 |'])
  })
  it('refuses a number used twice and a record without a heading', () => {
    expect(adrIndex(folderWith({ '0001-a.md': '# A', '0001-b.md': 'text' })).faults).toEqual(['docs/adr/0001-b.md: no heading', 'docs/adr/0001-b.md: its number is used twice'])
  })
})

describe('a licence', () => {
  it.each(['MIT', 'Apache-2.0', '(MIT OR GPL-3.0)', 'MIT AND ISC', 'BSD-3-Clause'])('%s can be used', (licence) => expect(isPermissive(licence)).toBe(true))
  it.each(['', 'GPL-3.0', 'MIT AND GPL-2.0', 'UNLICENSED', 'SEE LICENSE IN x', 'BUSL-1.1', '(AGPL-3.0 OR SSPL-1.0)'])('%s cannot', (licence) => expect(isPermissive(licence)).toBe(false))
  it('is read from the old forms too', () => {
    expect([{ license: 'MIT' }, { license: { type: 'ISC' } }, { licenses: [{ type: 'MIT' }, { type: 'GPL-2.0' }] }, {}].map(licenceOf)).toEqual(['MIT', 'ISC', 'MIT OR GPL-2.0', ''])
  })
})
