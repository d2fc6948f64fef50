import { scenario } from '@zhijian/testkit'
import { it } from 'vitest'
import { day, imported, importMap, map } from './directory.fixtures.ts'
import { divisions } from './divisions.ts'

const given = scenario(divisions)

it('a map comes in editions; the same map again is nothing', () => {
  given().when(importMap()).then(imported(1, {}, day(1)))
  given(imported(1)).when(importMap()).thenNothing()
  given(imported(1)).when(importMap({ name: '新名' })).then(imported(2, { name: '新名' }, day(1)))
})
it('is whole: every code in its county, once, every village in a town of the list', () => {
  const [village] = map().villages
  given().when(importMap({ county: '370322' })).thenRefused('code-outside-county')
  given().when(importMap({ villages: [village!, village!] })).thenRefused('code-twice')
  given().when(importMap({ villages: [{ ...village!, code: '150921107001' }] })).thenRefused('village-without-town')
})
