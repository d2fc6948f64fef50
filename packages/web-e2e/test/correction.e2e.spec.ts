// Community correction from both sides: officers enrol, approve, draw where she has to be, and look only for a purpose; the person reads on which
// ground it may be known where she is, signs, is checked, asks for leave, checks in, and sees who looked.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axeViolations, openStand, type Person, type Stand } from './stand/index.ts'

const PHONE = '13900000071'
const SHOTS = process.env['ZHIJIAN_SHOTS']
let stand: Stand
let head: Person
let her: Person
let officer: Person
let file: string
/** Of the platform's clock, when all of the demonstration is there. */
let begun: number
const instantThere = async (): Promise<number> => Date.parse((await (await fetch(`${stand.url}/api/v1/clock`)).json() as { now: string }).now)
/** What maps are drawn on: a server that is none, answered for in the browser, which asks it where the page’s policy lets it. */
const folder = mkdtempSync(join(tmpdir(), 'zhijian-tiles-'))
const TILES = 'https://tiles.example.invalid'
let tilesAsked = 0
const TILE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64')
const withTiles = async (person: Person): Promise<Person> => {
  await person.context.route(`${TILES}/**`, async (asked) => {
    tilesAsked += 1
    await asked.fulfill({ contentType: 'image/png', headers: { 'access-control-allow-origin': '*' }, body: TILE })
  })
  return person
}

beforeAll(async () => {
  const tiles = join(folder, 'tiles.json')
  writeFileSync(tiles, JSON.stringify({ kind: 'raster', url: `${TILES}/{z}/{x}/{y}.png`, attribution: '自治区测绘院', datum: 'wgs-84' }))
  stand = await openStand({ silent: true, speed: 5, args: ['--map-tiles', tiles] })
  begun = await instantThere()
  head = await withTiles(await stand.staff('demo-staff-head'))
  officer = await withTiles(await stand.staff('demo-staff-correction-1'))
  her = await stand.citizen(PHONE, { geolocation: { longitude: 112.571, latitude: 40.894, accuracy: 20 }, permissions: ['geolocation'] })
})
afterAll(async () => {
  await stand.close()
  rmSync(folder, { recursive: true, force: true })
})

const goTo = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${stand.url}/console/${path}`)
  await page.waitForSelector('main h1')
}
const because = (page: Page, why: string): Promise<void> => page.fill('dialog textarea[name=because]', why)
const sends = (page: Page): Promise<void> => page.click('dialog[open] button[type=submit]')
const look = async (page: Page, purpose: string, part?: string): Promise<void> => {
  await page.goto(file)
  await page.fill('textarea[name=purpose]', purpose)
  await page.click('main form button[type=submit]')
  await page.waitForSelector('#person')
  if (part !== undefined) await page.click(`.ant-segmented-item:has-text("${part}")`)
}
/** Hers in the list of what waits: others of the demonstration wait there too. */
const rowOf = (what: string): string => `[data-row]:has-text("${file.split('/').at(-1)!.replace(/^s_/, '').slice(-8)}"):has-text("${what}")`
const mine = async (): Promise<Page> => {
  await her.page.goto(`${stand.url}/citizen/supervision`)
  await her.page.waitForSelector('main h1')
  return her.page
}

it('she is enrolled by her telephone; the list names nobody, and the file opens for a purpose', async () => {
  const page = await mine()
  await page.waitForSelector('text=您没有登记在社区矫正名下')
  const { page: desk } = head
  await goTo(desk, 'correction/people')
  const total = async (): Promise<number> => Number(/共 (\d+) 条/.exec(await desk.textContent('main [role=status]:has-text("共")') ?? '')![1])
  const before = await total()
  await desk.click('button:has-text("入矫登记")')
  for (const [name, value] of [['phone', PHONE], ['name', '苏日娜'], ['region', '150921100'], ['from', '2026-01-01'], ['until', '2098-12-31']] as const) await desk.fill(`dialog input[name=${name}]`, value)
  await desk.selectOption('dialog select[name=sentence]', 'probation')
  expect(await axeViolations(desk)).toEqual([])
  await sends(desk)
  // Not without saying why.
  await desk.waitForSelector('dialog textarea[name=because]:invalid')
  await because(desk, '卓资县人民法院送达执行通知')
  await sends(desk)
  // The latest stands first.
  await desk.waitForSelector(`main [role=status]:has-text("共 ${before + 1} 条")`)
  await desk.waitForSelector('[data-row="0"]:has-text("承诺书未签")')
  expect(await desk.textContent('main')).not.toContain('苏日娜')
  await desk.click('[data-row="0"]')
  await desk.waitForSelector('textarea[name=purpose]')
  file = desk.url()
  expect(await axeViolations(desk)).toEqual([])
  await look(desk, '入矫谈话')
  await desk.waitForSelector('#person:has-text("苏日娜")')
  expect(await desk.isDisabled('button:has-text("确定核查期限")')).toBe(true)
  expect(await axeViolations(desk)).toEqual([])
})

it('she reads the letter and signs it with a code to her own telephone; checks can be permitted then', async () => {
  const page = await mine()
  await page.waitForSelector('.mine-letter:has-text("本人苏日娜")')
  await page.waitForSelector('text=现在没有任何依据')
  const from = stand.platform.printed().length
  await page.click('button:has-text("获取签署验证码")')
  await page.fill('input[name=code]', await stand.platform.phoneCode(PHONE, from))
  await page.click('button:has-text("签署承诺书")')
  // Not without having read it.
  await page.waitForSelector('[role=alert]:has-text("我已读完")')
  await page.check('label:has-text("我已读完") input')
  expect(await axeViolations(page)).toEqual([])
  await page.click('button:has-text("签署承诺书")')
  await page.waitForSelector('#letter + p:has-text("签署")')
  const { page: desk } = head
  await look(desk, '确定核查期限')
  await desk.waitForSelector('text=本人手机验证码核实身份')
  await desk.click('button:has-text("确定核查期限")')
  await desk.fill('dialog input[name=until]', '2098-06-30')
  await because(desk, '入矫评估意见')
  expect(await axeViolations(desk)).toEqual([])
  await sends(desk)
  await desk.waitForSelector('tr:has-text("信息化核查"):has-text("有效")')
})

it('a check comes to her telephone with its minutes, and is answered there', async () => {
  const { page: desk } = head
  await desk.click('button:has-text("发起核查")')
  await because(desk, '月度核查')
  await sends(desk)
  await desk.waitForSelector('section:has(#check) [role=status]:has-text("还剩")')
  const page = await mine()
  await page.waitForSelector('.mine-check-now [role=timer]:has-text("还剩")')
  expect(await axeViolations(page)).toEqual([])
  await page.click('button:has-text("发送我的位置并回应")')
  await page.waitForSelector('.mine-check-now', { state: 'detached' })
})

it('positioning is approved by the head on a ground and for a term, tracked with its device, and what stands on it stops with it', async () => {
  const { page: desk } = head
  await look(desk, '审批电子定位')
  await desk.click('button:has-text("批准电子定位")')
  await desk.selectOption('dialog select[name=ground]', 'left-without-leave')
  await desk.fill('dialog input[name=decision]', '卓司矫〔2026〕12号')
  await desk.fill('dialog input[name=until]', '2098-06-30')
  await because(desk, '未经批准两次外出')
  await sends(desk)
  // Three months, and no longer.
  await desk.waitForSelector('dialog [role=alert]:has-text("不超过 3 个月")')
  expect(await axeViolations(desk)).toEqual([])
  const from = await desk.inputValue('dialog input[name=from]')
  await desk.fill('dialog input[name=until]', new Date(Date.parse(`${from}:00Z`) + 30 * 86_400_000).toISOString().slice(0, 10))
  await sends(desk)
  await desk.waitForSelector('tr:has-text("电子定位"):has-text("卓司矫〔2026〕12号"):has-text("有效")')
  await desk.click('button:has-text("绑定装置")')
  await desk.fill('dialog input[name=serial]', 'WB-2026-00417')
  await because(desk, '发放腕带')
  await sends(desk)
  await desk.waitForSelector('[data-test=device]')
  await desk.click('button:has-text("已设置好")')
  await desk.click('button:has-text("开始定位")')
  await because(desk, '装置已佩戴')
  await sends(desk)
  await desk.waitForSelector('#devices:has-text("起定位中")')
  expect(await axeViolations(desk)).toEqual([])
  const page = await mine()
  await page.waitForSelector('.mine-now:has-text("正在定位")')
  await page.waitForSelector('li:has-text("电子定位"):has-text("未经批准离开"):has-text("卓司矫〔2026〕12号"):has-text("还有 ")')
  await page.click('button:has-text("长辈版")')
  expect(await axeViolations(page)).toEqual([])
  await page.click('button:has-text("标准版")')
  await desk.click('tr:has-text("电子定位") button:has-text("解除")')
  await because(desk, '情形消失')
  await sends(desk)
  await desk.waitForSelector('tr:has-text("电子定位"):has-text("解除")')
  await desk.waitForSelector('#devices:not(:has-text("定位中"))')
  await mine()
  await page.waitForSelector('text=现在的依据')
  expect(await page.locator('.mine-now').count()).toBe(0)
})

/** A square around the county’s seat. */
const BOUNDARY = JSON.stringify({ type: 'Polygon', coordinates: [[[112, 40.6], [113.1, 40.6], [113.1, 41.3], [112, 41.3], [112, 40.6]]] })
const drawnMap = (page: Page): Promise<unknown> => page.waitForSelector('.map[data-state=open] canvas')
const onMap = async (page: Page, x: number, y: number): Promise<void> => {
  const { x: left, y: top, width, height } = (await page.locator('.map canvas').boundingBox())!
  await page.mouse.click(left + width * x, top + height * y)
}

it('where the county ends is set by the head out of a file; what is no GeoJSON is refused in words', async () => {
  const { page } = head
  await goTo(page, 'correction/map')
  await page.click('button:has-text("导入界线")')
  await page.fill('dialog textarea[name=geojson]', '{"type":"Point","coordinates":[112,40]}')
  await page.fill('dialog input[name=source]', '自然资源局勘界数据')
  await because(page, '勘界后更新')
  await sends(page)
  await page.waitForSelector('dialog [role=alert]')
  await page.setInputFiles('dialog input[type=file]', { name: 'county.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(BOUNDARY) })
  expect(await axeViolations(page)).toEqual([])
  await sends(page)
  await page.waitForSelector('dialog', { state: 'detached' })
})

it('a zone is drawn by the pointer, moved, changed by numbers, and she reads it on her telephone', async () => {
  const { page } = officer
  await look(page, '划定活动范围', '区域')
  await drawnMap(page)
  await page.click('button:has-text("新划区域")')
  await page.fill('form input[name=label]', '住所')
  await onMap(page, 0.5, 0.5)
  await page.waitForFunction(() => /^112\.\d+, 4[01]\.?\d*$/.test(document.querySelector<HTMLInputElement>('form input[name=centre]')!.value))
  const before = await page.inputValue('form input[name=centre]')
  // Taken along.
  const handle = (await page.locator('.map-handle').boundingBox())!
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
  await page.mouse.down()
  await page.mouse.move(handle.x + 40, handle.y + 30, { steps: 4 })
  await page.mouse.up()
  await page.waitForFunction((old) => document.querySelector<HTMLInputElement>('form input[name=centre]')!.value !== old, before)
  await page.fill('form input[name=radius]', '3000')
  expect(await axeViolations(page)).toEqual([])
  await page.fill('form textarea[name=because]', '入矫评估')
  await page.click('button:has-text("保存区域")')
  await page.waitForSelector('tr:has-text("住所"):has-text("活动范围"):has-text("第 1 版")')
  await page.click('tr:has-text("住所") button:has-text("变更区域")')
  await page.fill('form input[name=radius]', '5000')
  await page.fill('form textarea[name=because]', '单位在三公里外')
  await page.click('button:has-text("保存区域")')
  await page.waitForSelector('tr:has-text("住所"):has-text("第 2 版")')
  const phone = await mine()
  await phone.waitForSelector('li:has-text("活动范围：住所"):has-text("5000 米以内") svg')
  expect(await axeViolations(phone)).toEqual([])
})

it('a polygon whose sides cross is refused; with a hole, by its hours, it is taken: all of it by keys, on a machine that draws no maps', async () => {
  const { page, context } = await stand.staff('demo-staff-correction-2')
  await page.addInitScript(() => {
    const draws = HTMLCanvasElement.prototype.getContext
    HTMLCanvasElement.prototype.getContext = function get(this: HTMLCanvasElement, kind: string, ...more: unknown[]) {
      return kind.startsWith('webgl') ? null : (draws as (...all: unknown[]) => unknown).call(this, kind, ...more)
    } as never
  })
  await look(page, '划定禁入区域', '区域')
  await page.waitForSelector('.map[data-state=none] [role=status]:has-text("画不了地图")')
  await page.waitForSelector('tr:has-text("住所")')
  await page.focus('button:has-text("新划区域")')
  await page.keyboard.press('Enter')
  await page.fill('form input[name=label]', '学校')
  await page.selectOption('form select[name=kind]', 'forbidden')
  await page.selectOption('form select[name=form]', 'polygon')
  await page.fill('form textarea[name=points]', '112.56, 40.89\n112.58, 40.90\n112.58, 40.89\n112.56, 40.90')
  await page.click('button:has-text("增加时段")')
  await page.fill('form textarea[name=because]', '禁止令')
  await page.click('button:has-text("保存区域")')
  await page.waitForSelector('form [role=alert]:has-text("自相交")')
  await page.fill('form textarea[name=points]', '112.56, 40.89\n112.58, 40.89\n112.58, 40.90\n112.56, 40.90')
  await page.fill('form textarea[name=holes]', '112.565, 40.893\n112.570, 40.893\n112.570, 40.896')
  expect(await axeViolations(page)).toEqual([])
  await page.focus('button:has-text("保存区域")')
  await page.keyboard.press('Enter')
  await page.waitForSelector('tr:has-text("学校"):has-text("禁入区域"):has-text("每天 22:00–06:00")')
  await context.close()
})

it('she sees on her telephone, 360 px wide, where her zones are and reads it in words; where she is is drawn on her telephone and told to nobody', async () => {
  const phone = await mine()
  const forbidden = phone.locator('li:has-text("不得进入：学校")')
  await forbidden.locator('svg.is-forbidden[role=img] path.mine-area').waitFor()
  expect(await forbidden.textContent()).toMatch(/每天 22:00–06:00.*4 个角的多边形，中间挖去 1 处.*东经 112\.57000°，北纬 40\.89500°（WGS-84 坐标系）.*东西约 1\.7 公里，南北约 1\.1 公里.*平方公里/s)
  expect(await forbidden.locator('svg').getAttribute('aria-label')).toMatch(/上方为北，比例尺 \d+ 米/)
  expect(await phone.locator('li:has-text("活动范围：住所") svg:not(.is-forbidden) circle.mine-area').count()).toBe(1)
  const told: string[] = []
  phone.on('request', (request) => told.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`))
  await phone.click('button:has-text("在图上显示我现在的位置（只在本机，不上传）")')
  // Between the border around what is left out, 84 m off, and the one around all of it.
  await forbidden.locator('text=/您现在在这个区域内，离边界约 8\\d 米（误差约 20 米）/').waitFor()
  await phone.waitForSelector('li:has-text("活动范围：住所") >> text=/您现在在这个区域[内外]，离边界约/')
  expect(await forbidden.locator('.mine-me circle').count()).toBe(2)
  await her.context.setGeolocation({ longitude: 112.571, latitude: 40.894, accuracy: 90 })
  await phone.click('button:has-text("重新显示我现在的位置")')
  await forbidden.locator('text=分不清您现在在这个区域内还是区域外').waitFor()
  const shown = async (name: string): Promise<void> => {
    expect(await axeViolations(phone)).toEqual([])
    expect(await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBeLessThanOrEqual(0)
    if (SHOTS !== undefined) await phone.locator('section:has(#zones)').screenshot({ path: join(SHOTS, `zones-${name}.png`) })
  }
  await shown('zh')
  await phone.click('.switches button:has-text("长辈版")')
  await shown('elder')
  await phone.click('.switches button:has-text("标准版")')
  await phone.click('.switches button:has-text("English")')
  await phone.waitForSelector('li:has-text("Not to enter: 学校"):has-text("Inside or outside cannot be told"):has-text("112.57000° E, 40.89500° N (WGS-84)")')
  await shown('en')
  await phone.click('.switches button:has-text("中文")')
  await her.context.clearPermissions()
  await phone.click('button:has-text("重新显示我现在的位置")')
  await phone.waitForSelector('[role=alert]:has-text("手机没有允许本网页使用位置")')
  expect(await forbidden.locator('.mine-me').count()).toBe(0)
  expect(told.filter((each) => !each.startsWith('GET ') || each.includes('112.57'))).toEqual([])
  await her.context.grantPermissions(['geolocation'])
  await her.context.setGeolocation({ longitude: 112.571, latitude: 40.894, accuracy: 20 })
})

it('a zone of several pieces that reaches out of the county binds nobody until somebody else has approved it; each piece is changed by itself', async () => {
  const { page } = officer
  await look(page, '划定就医范围', '区域')
  await drawnMap(page)
  await page.click('button:has-text("新划区域")')
  await page.fill('form input[name=label]', '家附近和市医院')
  await page.selectOption('form select[name=form]', 'polygon')
  await page.fill('form textarea[name=points]', '112.56, 40.88\n112.60, 40.88\n112.60, 40.91\n112.56, 40.91')
  // A hole by the pointer: in the middle of what is in sight.
  await page.click('.ant-segmented-item:has-text("点孔洞")')
  for (const [x, y] of [[0.48, 0.52], [0.52, 0.52], [0.5, 0.48]] as const) await onMap(page, x, y)
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('form textarea[name=holes]')!.value.split('\n').length === 3)
  await page.fill('form textarea[name=holes]', '112.575, 40.89\n112.58, 40.89\n112.58, 40.895')
  await page.click('button:has-text("增加一块")')
  await page.fill('form input[name=centre]', '111.70, 40.83')
  await page.fill('form input[name=radius]', '3000')
  await page.fill('form textarea[name=because]', '每月复查')
  expect(await axeViolations(page)).toEqual([])
  await page.click('button:has-text("保存区域")')
  await page.waitForSelector('form [role=alert]:has-text("区域超出本县")')
  // A button on its way from one colour to another is of neither.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  expect(await axeViolations(page)).toEqual([])
  await goTo(head.page, 'correction/requests')
  await head.page.waitForSelector('[data-row], main:has-text("没有等待审批的事项。")')
  const row = rowOf('超出辖区的区域 · 活动范围')
  expect(await head.page.locator(row).count()).toBe(0)
  await page.click('button:has-text("提请批准")')
  await page.waitForSelector('tr:has-text("家附近和市医院"):has-text("待批准"):has-text("等待县司法局负责人批准")')
  const phone = await mine()
  expect(await phone.locator('li:has-text("家附近和市医院")').count()).toBe(0)

  // It came into the head's list of what waits by itself; what it says is read, and decided on, beside the list, once the file is open for that.
  const { page: desk } = head
  await desk.waitForSelector(row)
  await goTo(page, 'correction/requests')
  await page.waitForSelector(row)
  expect(await desk.textContent('main')).not.toContain('家附近和市医院')
  await desk.click(row)
  expect(await desk.inputValue('.panel textarea[name=purpose]')).toBe('审批超出辖区的区域')
  expect(await axeViolations(desk)).toEqual([])
  await desk.click('.panel form button[type=submit]')
  await desk.waitForSelector('.panel dd:has-text("家附近和市医院")')
  await drawnMap(desk)
  expect(await axeViolations(desk)).toEqual([])
  await desk.click('.panel button:has-text("批准区域")')
  await because(desk, '病历属实')
  await sends(desk)
  for (const each of [desk, page]) await each.waitForSelector(row, { state: 'detached' })
  await page.click('.ant-segmented-item:has-text("已办理")')
  await page.waitForSelector(`${row}:has-text("已批准")`)

  await look(desk, '核对就医范围', '区域')
  await drawnMap(desk)
  await desk.waitForSelector('tr:has-text("家附近和市医院"):has-text("超出县界"):has-text("多块"):has-text("第 1 版")')
  // The second piece by itself; the first stays as it is.
  await desk.click('tr:has-text("家附近和市医院") button:has-text("变更区域")')
  await desk.click('button:has-text("第 2 块")')
  expect(await desk.inputValue('form input[name=centre]')).toBe('111.7, 40.83')
  await desk.fill('form input[name=radius]', '4000')
  await desk.click('button:has-text("第 1 块")')
  expect(await desk.inputValue('form textarea[name=holes]')).toContain('112.575, 40.89')
  await desk.fill('form textarea[name=because]', '医院有两个院区')
  // Nobody alone lets her go beyond the county, the head neither: an officer of the county confirms what he proposes.
  await desk.click('button:has-text("保存区域")')
  await desk.waitForSelector('form [role=alert]:has-text("区域超出本县")')
  await desk.click('button:has-text("提请批准")')
  await desk.waitForSelector('tr:has-text("家附近和市医院"):has-text("待批准"):has-text("您提请的区域须由另一人批准")')
  await look(page, '复核就医范围', '区域')
  await page.click('tr:has-text("家附近和市医院"):has-text("待批准") button:has-text("批准区域")')
  await because(page, '院区地址属实')
  await sends(page)
  await page.waitForSelector('tr:has-text("家附近和市医院"):has-text("第 2 版")')
  await mine()
  await phone.waitForSelector('li:has-text("活动范围：家附近和市医院"):has-text("4000 米以内")')
  expect(await axeViolations(phone)).toEqual([])
})

it('an officer of a town learns before he draws how far he may go alone, proposes what lies beyond, and an officer of the county approves it', async () => {
  const town = await withTiles(await stand.staff('demo-staff-correction-town'))
  const { page } = town
  const open = async (by: Page, purpose: string): Promise<void> => {
    await by.goto(`${stand.url}/console/correction/people/demo-supervisee-1`)
    await by.fill('textarea[name=purpose]', purpose)
    await by.click('main form button[type=submit]')
    await by.waitForSelector('#person')
    await by.click('.ant-segmented-item:has-text("区域")')
  }
  const draw = async (label: string, centre: string): Promise<void> => {
    await page.click('button:has-text("新划区域")')
    for (const [field, value] of [['input[name=label]', label], ['input[name=centre]', centre], ['textarea[name=because]', '入矫评估']] as const) await page.fill(`.zone-editor ${field}`, value)
  }
  // Nobody has said where the town ends: he is told, and what he saves all the same is refused.
  await open(page, '划定活动范围')
  await draw('镇上住所', '112.57, 40.9')
  await page.waitForSelector('.zone-editor .note:has-text("还没有设定您负责的乡镇的界线")')
  await page.click('.zone-editor button[value=save]')
  await page.waitForSelector('.zone-editor [role=alert]:has-text("尚未设定本乡镇的界线"):has-text("导入本乡镇的界线")')
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  expect(await axeViolations(page)).toEqual([])
  await goTo(page, 'correction/map')
  expect(await page.locator('button:has-text("导入界线")').count()).toBe(0)

  const { page: desk } = head
  await goTo(desk, 'correction/map')
  await desk.click('button:has-text("导入界线")')
  await desk.waitForSelector('dialog:has-text("已有界线，来源：自然资源局勘界数据")')
  await desk.selectOption('dialog select[name=division]', { label: '卓资山镇' })
  await desk.waitForSelector('dialog:has-text("还没有设定界线")')
  const outline = (east: number): string => JSON.stringify({ type: 'Polygon', coordinates: [[[112.5, 40.85], [east, 40.85], [east, 40.95], [112.5, 40.95], [112.5, 40.85]]] })
  await desk.fill('dialog textarea[name=geojson]', outline(113.3))
  await desk.fill('dialog input[name=source]', '乡镇勘界图')
  await because(desk, '划分司法所辖区')
  await sends(desk)
  await desk.waitForSelector('dialog [role=alert]:has-text("界线超出本县")')
  await desk.fill('dialog textarea[name=geojson]', outline(112.65))
  expect(await axeViolations(desk)).toEqual([])
  await sends(desk)
  await desk.waitForSelector('dialog', { state: 'detached' })

  await open(page, '划定活动范围')
  await drawnMap(page)
  await draw('镇上住所', '112.57, 40.9')
  await page.waitForSelector('.zone-editor .note:has-text("您负责的乡镇（图上蓝线）")')
  await page.click('.zone-editor button[value=save]')
  await page.waitForSelector('tr:has-text("镇上住所"):has-text("第 1 版")')
  await draw('邻镇单位', '112.8, 40.9')
  await page.click('.zone-editor button[value=save]')
  await page.waitForSelector('.zone-editor [role=alert]:has-text("区域超出您负责的乡镇")')
  await page.click('.zone-editor button[value=propose]')
  await page.waitForSelector('tr:has-text("邻镇单位"):has-text("待批准"):has-text("等待县级工作人员或县司法局负责人批准"):has-text("撤回提请")')
  expect(await page.locator('tr:has-text("邻镇单位") button:has-text("批准区域")').count()).toBe(0)
  expect(await axeViolations(page)).toEqual([])

  await open(officer.page, '审批活动范围')
  await officer.page.click('tr:has-text("邻镇单位") button:has-text("批准区域")')
  await because(officer.page, '单位证明属实')
  await sends(officer.page)
  await officer.page.waitForSelector('tr:has-text("邻镇单位"):has-text("第 1 版")')
  await open(page, '核对活动范围')
  await page.waitForSelector('tr:has-text("邻镇单位"):has-text("活动范围"):has-text("第 1 版")')
  expect(await page.locator('tr:has-text("邻镇单位"):has-text("超出县界")').count()).toBe(0)
  await town.context.close()
})

it('leave is asked for on the telephone, granted within an area, and she reads that it was', async () => {
  const phone = await mine()
  await phone.click('button:has-text("申请请假")')
  const now = await phone.evaluate(async () => (await (await fetch('/api/v1/clock')).json() as { now: string }).now)
  const local = (hours: number): string => new Date(Date.parse(now) + (8 + hours) * 3_600_000).toISOString().slice(0, 16)
  await phone.fill('input[name=from]', local(24))
  await phone.fill('input[name=until]', local(72))
  await phone.fill('input[name=destination]', '呼和浩特市内蒙古医院')
  await phone.click('button:has-text("提交申请")')
  await phone.waitForSelector('[role=alert]:has-text("为什么去")')
  await phone.fill('textarea[name=reason]', '陪母亲复查')
  expect(await axeViolations(phone)).toEqual([])
  await phone.click('button:has-text("提交申请")')
  await phone.waitForSelector('li:has-text("呼和浩特市内蒙古医院"):has-text("等待司法所审批")')
  const { page } = officer
  await goTo(page, 'correction/requests')
  await page.click(rowOf('请假外出'))
  await page.click('.panel form button[type=submit]')
  await page.waitForSelector('.panel dd:has-text("陪母亲复查")')
  await page.click('.panel button:has-text("批准请假")')
  await page.selectOption('dialog select[name=bound]', 'circle')
  await page.fill('dialog input[name=label]', '呼和浩特市')
  await page.fill('dialog input[name=centre]', '112.2, 40.9')
  await because(page, '材料齐全')
  expect(await axeViolations(page)).toEqual([])
  await sends(page)
  await page.waitForSelector(rowOf('请假外出'), { state: 'detached' })
  await look(page, '核对请假', '请假外出')
  await page.waitForSelector('tr:has-text("呼和浩特市内蒙古医院"):has-text("已批准"):has-text("限定了范围")')
  await mine()
  await phone.waitForSelector('li:has-text("呼和浩特市内蒙古医院"):has-text("已批准")')
  await phone.waitForSelector('li:has-text("请假期间可以去：呼和浩特市")')
})

it('a check-in comes at a moment that is drawn, holds a number, is judged by an officer; two people close the alarm that follows', async () => {
  const { page } = officer
  const { now } = await page.evaluate(async () => await (await fetch('/api/v1/clock')).json() as { now: string })
  const at = (Math.floor(Date.parse(now) / 60_000) + 480) % 1440 + 3
  const time = (of: number): string => `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`
  await look(page, '安排报到', '报到')
  await page.click('button:has-text("安排报到")')
  await page.fill('dialog input[name=from]', time(at))
  await page.fill('dialog input[name=until]', time(at + 31))
  await because(page, '近期有异常')
  expect(await axeViolations(page)).toEqual([])
  await sends(page)
  await page.waitForSelector('section:has(#check-ins) [role=status]:has-text("每天 1 次")')
  const phone = await mine()
  // The span leaves room for one moment. Told as it happens: the page is not loaded anew.
  await phone.waitForSelector('.mine-number', { timeout: 180_000 })
  expect(await phone.textContent('.mine-number')).toMatch(/^\d{4}$/)
  expect(await axeViolations(phone)).toEqual([])
  const photo = Buffer.from(await phone.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 64
    canvas.getContext('2d')!.fillRect(8, 8, 32, 32)
    return canvas.toDataURL('image/jpeg').split(',')[1]!
  }), 'base64')
  await phone.setInputFiles('.mine-check-now input[type=file]', { name: 'me.jpg', mimeType: 'image/jpeg', buffer: photo })
  await phone.waitForSelector('.mine-number', { state: 'detached' })
  // Looked at before it is raised: it comes by itself.
  await goTo(head.page, 'correction/alarms')
  await look(page, '核对报到', '报到')
  await page.click('tr:has-text("待核对") button:has-text("查看照片")')
  await page.waitForFunction(() => (document.querySelector<HTMLImageElement>('dialog img')?.naturalWidth ?? 0) > 0)
  expect(await axeViolations(page)).toEqual([])
  await page.click('dialog button:has-text("关闭")')
  await page.click('tr:has-text("待核对") button:has-text("核对")')
  await page.selectOption('dialog select[name=verdict]', 'rejected')
  await because(page, '照片里没有数字')
  await sends(page)
  await page.waitForSelector('tr:has-text("不通过")')

  const { page: board } = head
  await board.waitForSelector('[data-row]:has-text("报到未通过")')
  await board.click('[data-row]:has-text("报到未通过")')
  await goTo(page, 'correction/alarms')
  await page.click('[data-row]:has-text("报到未通过")')
  await page.click('.panel button:has-text("签收")')
  await page.click('.panel button:has-text("提出结论")')
  await page.selectOption('dialog select[name=finding]', 'no-breach')
  await page.fill('dialog textarea[name=note]', '电话核实，本人在家，光线不好。')
  expect(await axeViolations(page)).toEqual([])
  await sends(page)
  await page.waitForSelector('.panel:has-text("须由另一人复核")')
  expect(await page.locator('.panel button:has-text("复核办结")').count()).toBe(0)
  // On the other screen too, without loading it anew.
  await board.click('.panel button:has-text("复核办结")')
  await because(board, '同意')
  expect(await axeViolations(board)).toEqual([])
  await sends(board)
  await board.waitForSelector('[data-row]:has-text("报到未通过")', { state: 'detached' })
})

it('an alarm stands on the map where she was last, as soon as it is raised', async () => {
  const { page } = head
  await goTo(page, 'correction/map')
  await page.fill('textarea[name=purpose]', '值班巡查')
  await page.click('main form button[type=submit]')
  await drawnMap(page)
  // On the tiles of the one server that the installation named.
  await page.waitForSelector('.map .maplibregl-ctrl-attrib:has-text("自治区测绘院")')
  expect(tilesAsked).toBeGreaterThan(0)
  // The device of the demonstration’s tracked person, at the place of the injunction.
  await expect.poll(instantThere, { timeout: 180_000, interval: 500 }).toBeGreaterThan(begun + 8 * 60_000)
  const sent = await instantThere()
  const fixes = Array.from({ length: 6 }, (_, n) => ({ at: new Date(sent - (420 - 72 * n) * 1000).toISOString(), lng: 112.592, lat: 40.895, errorM: 15, source: 'satellite' }))
  const taken = await fetch(`${stand.url}/api/v1/positions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ device: 'demo-device-1', datum: 'wgs-84', fixes }) })
  expect(await taken.json()).toMatchObject({ kept: fixes.length })
  await page.waitForSelector('.map-alarms li:has-text("进入禁入区域"):has-text("告警")')
  await page.waitForSelector('.map-handle.is-alarm-alarm')
  await page.click('.map-alarms li:has-text("进入禁入区域") button:has-text("在地图上看")')
  expect(await axeViolations(page)).toEqual([])
})

it('the figures of the district count it, name nobody, and are taken along as a table', async () => {
  const { page } = officer
  await goTo(page, 'correction/figures')
  await page.waitForSelector('[data-test=kinds] tr:has-text("进入禁入区域")')
  const number = async (row: string, column: number): Promise<number> => Number(await page.textContent(`${row} td >> nth=${column}`))
  expect(await number('[data-test=positions] tr:has-text("卫星")', 0)).toBeGreaterThanOrEqual(6)
  expect(await number('[data-test=findings] tr:has-text("没有违反")', 0)).toBe(1)
  expect(await number('[data-test=duties] tr:has-text("核对不通过")', 0)).toBe(1)
  expect(await axeViolations(page)).toEqual([])
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('button:has-text("下载 CSV")')])
  const table = readFileSync(await download.path(), 'utf8')
  expect(table).toMatch(/^\uFEFF"执行地","卓资县/)
  expect(table).toMatch(/"报警种类和状态","进入禁入区域","1"/)
  expect(table).not.toContain('苏日娜')
  await page.fill('input[name=from]', '2020-01')
  await page.waitForSelector('[role=alert]:has-text("最长 24 个月")')
})

it('the signed letter is taken along for a purpose, as the document that she has herself', async () => {
  const { page } = officer
  await look(page, '核对承诺书')
  await page.click('button:has-text("下载签署的 PDF")')
  await page.fill('dialog textarea[name=purpose]', '存入纸质档案')
  expect(await axeViolations(page)).toEqual([])
  const [taken] = await Promise.all([page.waitForEvent('download'), sends(page)])
  const phone = await mine()
  const [hers] = await Promise.all([phone.waitForEvent('download'), phone.click('a:has-text("PDF")')])
  for (const each of [taken, hers]) expect(readFileSync(await each.path()).subarray(0, 5).toString()).toBe('%PDF-')
})

it('she sees who looked at her file, when, and what for', async () => {
  const page = await mine()
  await page.click('button:has-text("查看记录")')
  await page.waitForSelector('li:has-text("划定活动范围")')
  await page.waitForSelector('li:has-text("审批电子定位")')
  await page.waitForSelector('li:has-text("存入纸质档案")')
  expect(await axeViolations(page)).toEqual([])
})

it('every look is in the log, with who, whose file, and what for', async () => {
  const { page } = await stand.staff('demo-staff-auditor')
  await goTo(page, 'audit-log')
  await page.locator('label', { hasText: '查阅' }).click()
  // The last comes first, and rows far below are not drawn: down by the keyboard until both were there.
  const sought = new Set(['入矫谈话', '审批电子定位'])
  await page.focus('.zj-rows')
  await expect.poll(async () => {
    for (const purpose of sought) if (await page.locator('[role=row]', { hasText: purpose }).count() > 0) sought.delete(purpose)
    if (sought.size > 0) await page.keyboard.press('PageDown')
    return [...sought]
  }).toEqual([])
})

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})
