import { expect, it } from 'vitest'
import { CURRENT_NOTICE, noticeOf, PRIVACY_NOTICES } from './privacy-notices.ts'

/** Of released versions; a new one is added here, and none is ever changed. */
const DIGESTS: readonly string[] = [
  'd5b85ebbcbfd00d5e795ee530bd37e556bf51e80b3516d6765c1a9dabd7acfa2',
]

it('N1 every released version says what it said when people read it', () => {
  expect(PRIVACY_NOTICES.map(({ digest }) => digest)).toEqual(DIGESTS)
})

it('versions count from 1, each after the first says what it changed, and the last is the current one', () => {
  expect(PRIVACY_NOTICES.map(({ version }) => version)).toEqual(DIGESTS.map((_, i) => i + 1))
  expect(PRIVACY_NOTICES.map(({ changes }) => changes !== null)).toEqual(DIGESTS.map((_, i) => i > 0))
  expect(noticeOf(CURRENT_NOTICE.version)).toBe(CURRENT_NOTICE)
  for (const none of [0, -1, 0.5, DIGESTS.length + 1]) expect(noticeOf(none)).toBeNull()
})

it('tells what article 17 demands: who, what for, what of, how long, and which rights', () => {
  const text = CURRENT_NOTICE.sections.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs]).join('\n')
  for (const what of ['个人信息处理者', '12348', '用来做什么', '手机号', '保存多久', '您的权利', '撤回', '不满十四周岁', '单独同意']) expect(text).toContain(what)
})
