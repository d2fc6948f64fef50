// A citizen asks: written, said and shown; kept over a reload and without a network; sent once; taken back. In Chromium, with a
// microphone and a camera that play a test signal.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations, openStand, until, type Stand } from './stand/index.ts'

const TEXT = '我叫王小明，在卓资县工地干了三个月，老板李大强一直拖欠工资两万元，没有签合同，电话13800000000，怎么要回来？'

let stand: Stand
beforeAll(async () => {
  stand = await openStand({ silent: true, browserArgs: ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'] })
})
afterAll(() => stand.close())

const next = (page: Page): Promise<void> => page.click('button:has-text("下一步")')
const isAt = (page: Page, heading: string): Promise<unknown> => page.waitForSelector(`h1:has-text("${heading}")`)
const kept = (page: Page): Promise<unknown> => page.waitForSelector('text=已保存在本机')
/** What the platform has of this person's questions. */
const questions = (page: Page): Promise<{ consultationId: string }[]> =>
  page.evaluate(async () => (await (await fetch('/api/v1/consultations')).json() as { items: { consultationId: string }[] }).items)
const question = (page: Page, id: string): Promise<Record<string, unknown>> =>
  page.evaluate(async (which) => await (await fetch(`/api/v1/consultations/${which}`)).json() as Record<string, unknown>, id)

/** From the topic on to the last step. */
const through = async (page: Page): Promise<void> => {
  await isAt(page, '类别和地点')
  await next(page)
  await isAt(page, '谁能看到')
  await page.waitForSelector('#shown')
  await next(page)
  await isAt(page, '确认并发送')
}
const agree = async (page: Page): Promise<void> => {
  await page.check('label:has-text("我已阅读告知书") input')
  await page.click('button:has-text("发送问题")')
}

describe('the whole way', () => {
  let page: Page
  let id: string
  beforeAll(async () => {
    ;({ page } = await stand.citizen('13900000011'))
    await page.click('a:has-text("我要提问")')
    await isAt(page, '发生了什么')
  })

  it('says what is missing, where it is missing, and goes nowhere', async () => {
    await next(page)
    await page.waitForSelector('[role=alert]:has-text("请写下问题，或者录一段话")')
    expect(await axeViolations(page)).toEqual([])
  })

  it('is kept as it is written: a reload in the middle loses nothing, and a note that was recorded goes up', async () => {
    await page.fill('#question', TEXT)
    await page.click('button:has-text("录语音")')
    await page.waitForSelector('button:has-text("停止录制")')
    await page.waitForFunction(() => /0:0[2-9]/.test(document.querySelector('[role=timer]')?.textContent ?? ''))
    await page.click('button:has-text("停止录制")')
    await page.waitForSelector('li:has-text("录音 1") >> text=已上传')
    await page.click('button:has-text("录视频")')
    await page.waitForSelector('button:has-text("停止录制")')
    await page.waitForFunction(() => /0:0[2-9]/.test(document.querySelector('[role=timer]')?.textContent ?? ''))
    await page.click('button:has-text("停止录制")')
    await page.waitForSelector('li:has-text("视频 1") >> text=已上传')
    await page.setInputFiles('label:has-text("加文件") input', { name: '工资条.txt', mimeType: 'text/plain', buffer: Buffer.from('三月 6000 元') })
    await page.waitForSelector('li:has-text("工资条.txt") >> text=已上传')
    await kept(page)
    await page.reload()
    await isAt(page, '发生了什么')
    expect(await page.inputValue('#question')).toBe(TEXT)
    expect(await page.locator('.ask-file').count()).toBe(3)
    await page.waitForSelector('.ask-file audio')
    expect(await axeViolations(page)).toEqual([])
  })

  it('what this device keeps is not to be read there', async () => {
    const found = await page.evaluate(() => new Promise<string>((resolve, reject) => {
      const opening = indexedDB.open('zhijian-drafts')
      opening.onerror = () => reject(new Error('no store'))
      opening.onsuccess = () => {
        const reading = opening.result.transaction('drafts').objectStore('drafts').getAll()
        reading.onsuccess = () => resolve(reading.result.map((each) => (each instanceof CryptoKey ? `key ${each.extractable}`
          : each?.box instanceof ArrayBuffer ? new TextDecoder().decode(each.box) : JSON.stringify(each))).join('\n'))
      }
    }))
    expect(found).toContain('key false')
    expect(found).not.toMatch(/王小明|13800000000|工资/)
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(/王小明|工资/)
  })

  it('suggests the topic, by the words that were written', async () => {
    await next(page)
    await isAt(page, '类别和地点')
    await page.click('.ask-chip:has-text("劳动")')
    expect(await page.inputValue('#topic')).toBe('03')
    await page.selectOption('#town', { index: 1 })
    await page.waitForSelector('#village')
    await page.fill('#own-names', '王小明')
    await page.fill('#opponents', '李大强，某某建筑公司')
    expect(await axeViolations(page)).toEqual([])
  })

  it('shows what would leave the county, and lets her change it', async () => {
    await next(page)
    await isAt(page, '谁能看到')
    const shown = await page.waitForSelector('#shown')
    expect(await shown.inputValue()).not.toMatch(/王小明|李大强|13800000000/)
    await page.fill('#shown', '工地上三个月工资没有给，没有合同，怎么要？')
    await page.check('label:has-text("我单独同意") input')
    expect(await axeViolations(page)).toEqual([])
  })

  it('says what is promised now and asks for what is needed, no more', async () => {
    await next(page)
    await isAt(page, '确认并发送')
    await page.waitForSelector('text=10 分钟内有律师回复')
    await page.click('button:has-text("发送问题")')
    await page.waitForSelector('[role=alert]:has-text("请阅读告知书并勾选")')
    await page.click('summary:has-text("阅读告知书")')
    await page.waitForSelector('text=一、谁在处理您的信息')
    expect(await axeViolations(page)).toEqual([])
  })

  it('arrives whole, with its files and her version of it, and nothing of it stays on the device', async () => {
    await agree(page)
    await isAt(page, '问题已送到')
    const [asked, ...others] = await questions(page)
    expect(others).toEqual([])
    id = asked!.consultationId
    const { text, topic, files, isShared } = await question(page, id) as { text: string; topic: { asked: string }; files: { kind: string }[]; isShared: boolean }
    expect([text, topic.asked, isShared]).toEqual([TEXT, '03', true])
    expect(files.map(({ kind }) => kind).toSorted()).toEqual(['audio', 'document', 'video'])
    await page.goto(`${stand.url}/citizen/ask`)
    await isAt(page, '发生了什么')
    expect(await page.inputValue('#question')).toBe('')
    expect(await page.locator('.ask-file').count()).toBe(0)
  })

  it('my data: the notice she read, what she consented to, and taking it back', async () => {
    await page.goto(`${stand.url}/citizen/my-data`)
    await page.waitForSelector('text=第 1 版')
    await page.click('button:has-text("撤回同意")')
    await page.waitForSelector('text=撤回后，外地律师只能看到')
    expect(await axeViolations(page)).toEqual([])
    await page.click('button:has-text("确认撤回")')
    await page.waitForSelector('text=已撤回')
    expect((await question(page, id))['isShared']).toBe(false)
  })
})

it('a step is an address: back goes one step back, and large type leaves nothing cut off', async () => {
  const { page } = await stand.citizen('13900000012')
  await page.click('button:has-text("长辈版")')
  await page.click('a:has-text("我要提问")')
  await page.fill('#question', TEXT)
  await next(page)
  await isAt(page, '类别和地点')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  await page.goBack()
  await isAt(page, '发生了什么')
  expect(await page.inputValue('#question')).toBe(TEXT)
  for (const step of [1, 2, 3, 4]) {
    await page.goto(`${stand.url}/citizen/ask?step=${step}`)
    await page.waitForSelector('h1')
    const { wide, small } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      small: [...document.querySelectorAll('main button, main select, main textarea, main label.ask-choice, main a.zj-button')]
        .filter((each) => each.getBoundingClientRect().height > 0 && each.getBoundingClientRect().height < 60).map((each) => each.outerHTML.slice(0, 80)),
    }))
    expect([step, wide, small]).toEqual([step, false, []])
  }
})

it('without a network the page opens, the draft is gone on with, and one tap later it is one question', async () => {
  const { page, context } = await stand.citizen('13900000013')
  await page.click('a:has-text("我要提问")')
  await page.fill('#question', TEXT)
  await kept(page)
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated' && navigator.serviceWorker.controller !== null)
  // Read once with a network: what anybody may read is kept.
  await page.goto(`${stand.url}/citizen/ask?step=4`)
  await page.waitForSelector('text=我已阅读告知书')
  await context.setOffline(true)
  await page.goto(`${stand.url}/citizen/ask?step=1`)
  await isAt(page, '发生了什么')
  await page.waitForSelector('[role=status]:has-text("没有网络")')
  expect(await page.inputValue('#question')).toBe(TEXT)
  await page.fill('#question', `${TEXT}还有押金。`)
  await kept(page)
  await next(page)
  await isAt(page, '类别和地点')
  await page.waitForSelector('text=暂时不能推荐类别')
  await next(page)
  await page.check('label:has-text("只有类别和地区") input')
  await next(page)
  await isAt(page, '确认并发送')
  await page.waitForSelector('text=联网后显示那一刻的承诺')
  await agree(page)
  await page.waitForSelector('h2:has-text("还没有收到回执")')
  await page.reload()
  await page.waitForSelector('text=问题还没有送到')
  expect(await axeViolations(page)).toEqual([])
  await context.setOffline(false)
  await page.reload()
  await page.waitForSelector('text=再发一次不会重复提问')
  await page.click('button:has-text("再发一次")')
  await isAt(page, '问题已送到')
  const asked = await questions(page)
  expect(asked).toHaveLength(1)
  expect((await question(page, asked[0]!.consultationId))['text']).toBe(`${TEXT}还有押金。`)
})

it('a receipt that got lost is asked for again under the same key: one question', async () => {
  const { page } = await stand.citizen('13900000014')
  await page.click('a:has-text("我要提问")')
  await page.fill('#question', TEXT)
  await next(page)
  await through(page)
  const keys: string[] = []
  // It arrives; the answer does not come back, as often as the page tries by itself.
  await page.route('**/api/v1/consultations', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    keys.push(route.request().headers()['idempotency-key']!)
    if (keys.length > 3) return route.continue()
    await route.fetch()
    return route.abort('connectionreset')
  })
  await agree(page)
  await page.waitForSelector('h2:has-text("还没有收到回执")')
  await page.click('button:has-text("再发一次")')
  await isAt(page, '问题已送到')
  expect([new Set(keys).size, keys.length]).toEqual([1, 4])
  expect(await questions(page)).toHaveLength(1)
})

it('a child is asked for by its guardian, who consents; the child itself is told where help is', async () => {
  const { page } = await stand.citizen('13900000015')
  await page.click('a:has-text("我要提问")')
  await page.check('label:has-text("不满十四周岁的孩子") input')
  await page.fill('#question', '孩子用我的手机给主播打赏了三万元，平台说不退，应该怎么办？')
  await next(page)
  await page.waitForSelector('[role=alert]:has-text("请选择您是孩子的什么人")')
  await page.selectOption('#relation', 'child')
  await page.waitForSelector('[role=alert]:has-text("12355")')
  await next(page)
  await isAt(page, '类别和地点')
  await next(page)
  await page.waitForSelector('text=没有监护人同意，内容不离开本县')
  await next(page)
  await agree(page)
  await page.waitForSelector('[role=alert]:has-text("须由监护人提问并同意"), [role=alert]:has-text("请由父母或其他监护人登录提问")')
  await page.goto(`${stand.url}/citizen/ask?step=1`)
  await page.selectOption('#relation', 'parent')
  await next(page)
  await page.fill('#own-names', '王小宝')
  await next(page)
  await page.waitForSelector('#shown')
  await next(page)
  await page.click('button:has-text("发送问题")')
  await page.waitForSelector('[role=alert]:has-text("请勾选监护人同意")')
  await page.check('label:has-text("我是孩子的监护人") input')
  await page.click('button:has-text("发送问题")')
  await isAt(page, '问题已送到')
  await page.goto(`${stand.url}/citizen/my-data`)
  await page.waitForSelector('text=作为监护人，同意处理孩子的个人信息')
  await page.click('button:has-text("撤回同意")')
  await page.click('button:has-text("确认撤回")')
  await page.waitForSelector('text=已撤回')
  const [asked] = await questions(page)
  expect((await question(page, asked!.consultationId))['phase']).toBe('closed')
})

it('what was begun goes when nobody came back for a week, and when she signs out, also for the next person at this phone', async () => {
  const { page } = await stand.citizen('13900000016')
  const begin = async (): Promise<void> => {
    await page.click('a:has-text("我要提问")')
    await page.fill('#question', TEXT)
    await kept(page)
  }
  await begin()
  const restMs = await page.evaluate(() => new Promise<number>((resolve) => {
    const opening = indexedDB.open('zhijian-drafts')
    opening.onsuccess = () => {
      const drafts = opening.result.transaction('drafts', 'readwrite').objectStore('drafts')
      const until = drafts.get('#until')
      until.onsuccess = () => { drafts.put(Date.now(), '#until').onsuccess = () => {
        opening.result.close()
        resolve(until.result - Date.now())
      } }
    }
  }))
  expect(restMs / 86_400_000).toBeCloseTo(7, 1)
  await page.goto(`${stand.url}/citizen/ask`)
  await isAt(page, '发生了什么')
  expect(await page.inputValue('#question')).toBe('')
  await page.goto(`${stand.url}/citizen/`)
  await begin()
  await page.goto(`${stand.url}/citizen/`)
  await page.waitForSelector('text=您有一个没写完的问题')
  await page.click('button:has-text("退出登录")')
  await page.waitForSelector('input[name=phone]')
  const left = (): Promise<number> => page.evaluate(() => new Promise<number>((resolve) => {
    const opening = indexedDB.open('zhijian-drafts')
    opening.onsuccess = () => {
      const counting = opening.result.transaction('drafts').objectStore('drafts').count()
      counting.onsuccess = () => {
        opening.result.close()
        resolve(counting.result)
      }
    }
  }))
  await until('nothing left on the device', async () => await left() === 0)
  const from = stand.platform.printed().length
  await page.fill('input[name=phone]', '13900000016')
  await page.click('form button')
  await page.waitForSelector('input[name=code]')
  await page.fill('input[name=code]', await stand.platform.phoneCode('13900000016', from))
  await page.click('form button')
  await page.click('a:has-text("我要提问")')
  await isAt(page, '发生了什么')
  expect(await page.inputValue('#question')).toBe('')
})

it('works without a mouse: every control of the first step is reached and used by keys', async () => {
  const { page } = await stand.citizen('13900000017')
  await page.goto(`${stand.url}/citizen/ask`)
  await isAt(page, '发生了什么')
  await page.focus('h1')
  const seen: string[] = []
  for (let i = 0; i < 14; i += 1) {
    await page.keyboard.press('Tab')
    seen.push(await page.evaluate(() => {
      const { activeElement } = document
      return `${activeElement?.tagName} ${activeElement?.id || activeElement?.closest('label')?.textContent || activeElement?.textContent}`
    }))
    if (seen.at(-1)!.startsWith('TEXTAREA')) await page.keyboard.type('老板拖欠工资三个月怎么办？')
    if (!seen.at(-1)!.startsWith('INPUT') || !seen.at(-1)!.includes('我自己')) continue
    await page.keyboard.press('ArrowDown')
    expect(await page.isChecked('label:has-text("不满十四周岁的孩子") input')).toBe(true)
    await page.keyboard.press('ArrowUp')
  }
  for (const wanted of [/^TEXTAREA question/, /录语音/, /录视频/, /加照片/, /加文件/, /我自己/, /个人问题/, /下一步/]) expect(seen.some((each) => wanted.test(each)), String(wanted)).toBe(true)
})

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
