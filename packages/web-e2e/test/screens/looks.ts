// What there is to be looked at in each application: every page of its table of routes, and what can be opened on it.
import type { Page } from 'playwright-core'
import type { Person } from '../stand/index.ts'
import { PHONE_OF, send, type World } from './world.ts'

export interface Look {
  readonly name: string
  /** As pages.ts of the application names it. */
  readonly route: string
  readonly who: string
  /** The address, where it is not the route itself. */
  readonly at?: () => string | Promise<string>
  /** What is done on it first. */
  readonly open?: (page: Page) => Promise<unknown>
  /** Its name in docs/screens, and in which view. */
  readonly docs?: string
  readonly elderDocs?: string
}
export interface App {
  readonly looks: readonly Look[]
  /** Who looks, signed in or not, when first needed. */
  readonly people: Readonly<Record<string, () => Promise<Person>>>
}

const click = (selector: string) => (page: Page): Promise<void> => page.click(selector)
const seen = (selector: string) => (page: Page): Promise<unknown> => page.waitForSelector(selector)
const then = (...steps: readonly ((page: Page) => Promise<unknown>)[]) => async (page: Page): Promise<void> => {
  for (const step of steps) await step(page)
}
const unfold = async (page: Page): Promise<void> => {
  await page.$$eval('main details', (all) => { for (const each of all) (each as HTMLDetailsElement).open = true })
}
const LONG = '我叫其其格，在卓资县的饭店干了八个月，老板说生意不好，从六月起没发工资。'

const writes = (text: string) => (page: Page): Promise<void> => page.fill('#question', text)
const next = click('button:has-text("下一步")')
const onward = (...headings: readonly string[]) => async (page: Page): Promise<void> => {
  await page.waitForSelector('#question')
  await writes(LONG)(page)
  for (const heading of headings) {
    await next(page)
    await page.waitForSelector(`h1:has-text("${heading}")`)
  }
}
const toTopic = onward('类别和地点')
const toShare = then(onward('类别和地点', '谁能看到'), seen('#shown'))
const toConfirm = then(toShare, next, seen('h1:has-text("确认并发送")'))
/** Begun anew: what was written before is gone with the draft that was sent or emptied. */
const ask = { route: 'ask', who: 'newcomer', at: () => 'ask?step=1' } as const

export const citizen = (world: World): App => {
  const { stand } = world
  const question = (name: keyof World & ('answered' | 'broken' | 'closed' | 'danger')) => ({ route: 'questions/:consultation', who: 'asker', at: () => `questions/${world[name]}` })
  return {
    people: {
      visitor: () => stand.visitor(), asker: () => Promise.resolve({ page: world.asker, context: world.asker.context() }),
      newcomer: () => stand.citizen(PHONE_OF.newcomer), leaver: () => stand.citizen(PHONE_OF.leaver),
      unsigned: () => stand.citizen(PHONE_OF.unsigned), supervised: () => stand.citizen(PHONE_OF.supervised),
    },
    looks: [
      { name: 'sign-in', route: '', who: 'visitor' },
      { name: 'sign-in-unfit', route: '', who: 'visitor', open: then((page) => page.fill('input[name=phone]', '123'), click('form button'), seen('[role=alert]')) },
      { name: 'sign-in-code', route: '', who: 'visitor', open: then((page) => page.fill('input[name=phone]', '13900000099'), click('form button'), seen('input[name=code]')) },
      { name: 'not-found', route: '', who: 'visitor', at: () => 'nowhere' },
      { name: 'notice', route: 'notice', who: 'visitor' },
      { name: 'legal-aid', route: 'legal-aid', who: 'visitor', at: () => 'legal-aid?county=150921', docs: 'citizen-legal-aid' },
      { name: 'legal-aid-answered', route: 'legal-aid', who: 'visitor', at: () => 'legal-aid?county=150921', open: then(click('label:has-text("讨要工资")'), click('label:has-text("进城务工的人")'), click('label:has-text("交通事故")'), seen('legend:has-text("家里人均收入低")'), click('label:has-text("说不清") >> nth=-1'), seen('h2:has-text("请问一下法律援助中心")')) },
      { name: 'home', route: '', who: 'asker', docs: 'citizen-home', elderDocs: 'citizen-home-elder' },
      { name: 'home-nothing-yet', route: '', who: 'newcomer' },
      { name: 'questions-none', route: 'questions', who: 'newcomer' },
      { name: 'questions', route: 'questions', who: 'asker', docs: 'citizen-questions' },
      { name: 'my-data-nothing', route: 'my-data', who: 'newcomer' },
      { ...ask, name: 'ask-1', docs: 'citizen-ask' },
      { ...ask, name: 'ask-1-lacks', open: then(next, seen('[role=alert]')) },
      { ...ask, name: 'ask-1-child', open: then(click('label:has-text("不满十四周岁")'), seen('#relation'), (page) => page.selectOption('#relation', 'child'), unfold) },
      { ...ask, name: 'ask-1-files', open: then(click('label:has-text("我自己，或者")'), writes(LONG), (page) => page.locator('input[type=file]').first().setInputFiles([
        { name: '工资欠条（二〇二六年六月至八月，老板亲笔签名按手印）扫描件最终版.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF') },
      ]), (page) => page.waitForTimeout(1500)) },
      { ...ask, name: 'ask-2', open: then(click('label:has-text("我自己，或者")'), toTopic, seen('.ask-chip')) },
      { ...ask, name: 'ask-3', open: toShare },
      { ...ask, name: 'ask-4', open: toConfirm },
      { ...ask, name: 'ask-offline', open: then(toConfirm, (page) => page.context().setOffline(true), seen('.ask-note')) },
      { ...ask, name: 'ask-sent', open: then(toConfirm, (page) => page.check('label:has-text("我已阅读告知书") input'), click('button:has-text("发送问题")'), seen('h1:has-text("问题已送到")')) },
      { name: 'question-waiting', route: 'questions/:consultation', who: 'asker', at: async () => `questions/${await world.ask()}`, open: seen('text=/已通知/') },
      { ...question('answered'), name: 'question', open: seen('article h3'), docs: 'citizen-question', elderDocs: 'citizen-question-elder' },
      { ...question('answered'), name: 'question-unfolded', open: then(seen('article h3'), unfold) },
      { ...question('answered'), name: 'question-closing', open: then(seen('article h3'), click('button:has-text("结束咨询")'), seen('button:has-text("确认结束")')) },
      { ...question('broken'), name: 'question-broken', open: seen('text=我们没有做到承诺') },
      { ...question('danger'), name: 'question-danger', open: seen('article h3') },
      { ...question('closed'), name: 'question-closed', open: seen('text=咨询已结束') },
      { name: 'question-unknown', route: 'questions/:consultation', who: 'asker', at: () => 'questions/00000000-0000-7000-8000-000000000000', open: seen('[role=alert]') },
      { name: 'home-supervised', route: '', who: 'supervised', open: seen('a[href$="/supervision"]') },
      { name: 'supervision-none', route: 'supervision', who: 'newcomer', open: seen('main [role=status]') },
      { name: 'supervision-letter', route: 'supervision', who: 'unsigned', open: then(seen('.mine-letter'), async (page) => {
        await page.click('button:has-text("获取签署验证码")')
        await page.waitForSelector('input[name=code]')
      }) },
      { name: 'supervision', route: 'supervision', who: 'supervised', open: seen('.mine-list li'), docs: 'citizen-supervision', elderDocs: 'citizen-supervision-elder' },
      { name: 'supervision-unfolded', route: 'supervision', who: 'supervised', open: then(seen('.mine-list li'), unfold) },
      { name: 'my-data', route: 'my-data', who: 'asker', open: seen('.my-consent'), docs: 'citizen-my-data' },
      { name: 'my-data-take-back', route: 'my-data', who: 'asker', open: then(seen('.my-consent'), click('button:has-text("撤回同意") >> nth=0')) },
      { name: 'my-data-erasure', route: 'my-data', who: 'leaver', open: async (page) => {
        await page.click('button:has-text("申请删除")')
        const from = stand.platform.printed().length
        await page.click('button:has-text("获取验证码")')
        await page.fill('section[aria-labelledby=erasure] input', await stand.platform.phoneCode(PHONE_OF.leaver, from))
      } },
      { name: 'my-data-erasure-asked', route: 'my-data', who: 'leaver', open: async (page) => {
        await page.click('button:has-text("申请删除")')
        const from = stand.platform.printed().length
        await page.click('button:has-text("获取验证码")')
        await page.fill('section[aria-labelledby=erasure] input', await stand.platform.phoneCode(PHONE_OF.leaver, from))
        await page.click('button:has-text("提交申请")')
        await page.waitForSelector('section[aria-labelledby=erasure] [role=status]')
      } },
    ],
  }
}

export const lawyer = (world: World): App => {
  const { stand } = world
  const q = (name: 'answered' | 'closed' | 'broken' | 'danger', who = 'counsel') => ({ route: 'q/:id', who, at: () => `q/${world[name]}` })
  return {
    people: { visitor: () => stand.visitor(), counsel: () => stand.lawyer('demo-counsel-01'), region: () => stand.lawyer('demo-region-001'), idle: () => stand.lawyer('demo-nation-00001') },
    looks: [
      { name: 'sign-in', route: '', who: 'visitor' },
      { name: 'sign-in-unfit', route: '', who: 'visitor', open: then(click('form button'), seen('[role=alert]')) },
      { name: 'not-found', route: '', who: 'counsel', at: () => 'nowhere' },
      { name: 'inbox', route: '', who: 'counsel', open: async (page) => { await world.ask(); await world.ask('公司要裁员，说只给一个月工资，我干了九年，应该赔多少？', '03', { channel: 'enterprise' }).catch(() => ''); await page.waitForSelector('a.card:has-text("内答复")') }, docs: 'lawyer-inbox' },
      { ...q('broken'), name: 'question', open: seen('.actions'), docs: 'lawyer-question' },
      { ...q('broken'), name: 'question-unfolded', open: then(seen('.actions'), unfold) },
      { ...q('broken'), name: 'question-statute', open: then(seen('.actions'), (page) => page.fill('textarea[name=text]', '先请村委会和司法所再调解一次；采光有国家标准，可以申请鉴定，再向法院起诉排除妨害。'), unfold, (page) => page.fill('input[name=law]', '民法典'), (page) => page.fill('input[name=article]', '二百九十三'), click('button:has-text("引用法条")')) },
      { ...q('broken'), name: 'question-step-back', open: then(seen('.actions'), click('.actions button:has-text("回避")'), seen('input[value=relative]')) },
      { ...q('broken', 'region'), name: 'question-region', open: seen('.actions') },
      { ...q('broken', 'region'), name: 'question-claimed', open: then(seen('.actions'), click('.actions button:has-text("占位")'), seen('[role=timer]')) },
      { ...q('answered'), name: 'question-answered', open: then(seen('.actions'), unfold) },
      { ...q('answered'), name: 'question-take-back', open: then(seen('.actions'), click('button:has-text("撤回解答")'), seen('button:has-text("确认撤回")')) },
      { ...q('closed'), name: 'question-closed', open: seen('.actions') },
      { ...q('danger'), name: 'question-danger', open: seen('.actions') },
      { name: 'question-unknown', route: 'q/:id', who: 'counsel', at: () => 'q/00000000-0000-7000-8000-000000000000', open: seen('[role=alert]') },
      { name: 'waiting-none', route: 'waiting', who: 'idle' },
      { name: 'waiting', route: 'waiting', who: 'counsel', docs: 'lawyer-waiting', open: async (page) => {
        const { answers: [first] } = await send<{ answers: { lawyer: { lawyerId: string } }[] }>(world.asker, 'GET', `consultations/${world.answered}`)
        await send(world.asker, 'POST', `consultations/${world.answered}/follow-ups`, { lawyerId: first!.lawyer.lawyerId, text: '他们说要先去镇上，是这样吗？' })
        await page.waitForSelector('a.card')
      } },
      { name: 'answered-none', route: 'answered', who: 'idle' },
      { name: 'answered', route: 'answered', who: 'counsel', open: seen('a.card') },
      { name: 'me', route: 'me', who: 'counsel', open: seen('#duty'), docs: 'lawyer-me' },
      { name: 'shifts', route: 'me/shifts', who: 'counsel', docs: 'lawyer-shifts' },
      { name: 'quiet', route: 'me/quiet', who: 'counsel', open: seen('input[name=from]') },
      { name: 'quiet-saved', route: 'me/quiet', who: 'counsel', open: then((page) => page.fill('input[name=from]', '21:30'), click('button:has-text("保存时段")'), seen('main [role=status]')) },
      { name: 'service', route: 'me/service', who: 'counsel', docs: 'lawyer-service' },
      { name: 'service-none', route: 'me/service', who: 'idle' },
      { name: 'notices', route: 'me/notices', who: 'counsel', docs: 'lawyer-notices' },
      { name: 'conflicts-none', route: 'me/conflicts', who: 'counsel' },
      { name: 'conflicts', route: 'me/conflicts', who: 'counsel', open: then((page) => page.fill('input[name=name]', '卓资县宏远装修工程有限公司'), click('button[value=declare]'), seen('main [role=status]')) },
      { name: 'security', route: 'me/security', who: 'counsel', open: seen('input[name=current]') },
      { name: 'security-unfit', route: 'me/security', who: 'counsel', open: then(async (page) => { for (const [name, value] of [['current', 'x'], ['next', 'short'], ['again', 'short']] as const) await page.fill(`input[name=${name}]`, value) }, click('button:has-text("修改密码")'), seen('[role=alert]')) },
    ],
  }
}

const LOGINS = ['desk-1', 'reviewer-1', 'duty-1', 'head', 'policy-1', 'policy-2', 'system', 'security', 'auditor'] as const
/** Of the list's first row, what opens it. */
const firstRow = async (page: Page): Promise<void> => {
  const row = page.locator('[data-row="0"], .zj-rows-body [role=row]').first()
  await row.waitFor()
  const within = row.locator('button, a')
  await (await within.count() > 0 ? within.first() : row).click()
  await page.waitForTimeout(600)
}
const button = (name: string) => async (page: Page): Promise<void> => {
  await page.locator(`button:visible:has-text("${name}")`).first().click()
  await page.waitForTimeout(300)
}
const within = async (page: Page): Promise<void> => {
  if (await page.locator('textarea[name=purpose]').count() > 0) {
    await page.fill('textarea[name=purpose]', '核对三级征询的经过')
    await page.click('text=记录目的并查阅')
  }
  await page.waitForSelector('h2:has-text("经过")')
  await page.waitForTimeout(800)
}
const choose = (words: string) => async (page: Page): Promise<void> => {
  await page.locator(`[data-row]:has-text("${words}")`).first().click()
  await page.waitForTimeout(600)
}
const trial = then(button('提出新方案'), (page) => page.fill('form input[name=quorum]', '2'), (page) => page.locator('section[aria-label="试算"] button:has-text("试算")').click(), seen('text=所作假定'))

export const console_ = (world: World): App => {
  const story = { route: 'story/:consultation', at: () => `story/${world.answered}` } as const
  const file = (name: 'unsigned' | 'supervised') => ({ route: 'correction/people/:supervisee', who: 'head', at: () => `correction/people/${world[name]}` })
  const opened = then((page) => page.fill('textarea[name=purpose]', '月度走访前了解情况'), click('main form button[type=submit]'), seen('#person'))
  const part = (name: string) => click(`.ant-segmented-item:has-text("${name}")`)
  const rows = seen('[data-row], .zj-rows-body [role=row], main [role=status]')
  return {
    people: { visitor: () => world.stand.visitor({ wide: true }), ...Object.fromEntries(LOGINS.map((login) => [login, () => world.stand.staff(`demo-staff-${login}`)])) },
    looks: [
      { name: 'sign-in', route: '', who: 'visitor' },
      ...LOGINS.map((login): Look => ({ name: `home-${login}`, route: '', who: login })),
      { name: 'promise', route: 'promise', who: 'head', docs: 'console-promise', open: seen('main h2') },
      { name: 'promise-table', route: 'promise', who: 'head', open: async (page) => { for (const each of await page.locator('.ant-segmented-item:has-text("表")').all()) await each.click() } },
      { name: 'deadlines', route: 'deadlines', who: 'head', docs: 'console-deadlines', open: async () => { await world.ask() } },
      { name: 'story-none', route: 'story', who: 'head' },
      { ...story, name: 'story-purpose', who: 'auditor', open: seen('textarea[name=purpose]') },
      { ...story, name: 'story', who: 'duty-1', open: within },
      { ...story, name: 'story-verified', who: 'head', open: then(within, button('核验'), seen('text=核验通过')), docs: 'console-story' },
      { ...story, name: 'evidence', who: 'duty-1', open: then(within, button('导出证据包')) },
      { name: 'desk-ask', route: 'desk/ask', who: 'desk-1', docs: 'console-desk' },
      { name: 'desk-ask-sent', route: 'desk/ask', who: 'desk-1', open: then(async (page) => {
        for (const [name, value] of [['input[name=phone]', '13812345670'], ['input[name=ref]', 'rec/2026-03-02/17'], ['textarea[name=text]', '我叫王小明，在工地干活三个月，老板拖欠工资不给，没有签劳动合同，怎么要回来？'], ['input[name=names]', '王小明']] as const) await page.fill(name, value)
      }, button('提交问题'), seen('text=问题已提交')) },
      { name: 'desk-question', route: 'desk/questions/:consultation', who: 'desk-1', at: () => `desk/questions/${world.answered}` },
      { name: 'callbacks', route: 'desk/callbacks', who: 'desk-1', docs: 'console-callbacks', open: rows },
      { name: 'callback', route: 'desk/callbacks', who: 'desk-1', open: firstRow },
      { name: 'callback-taken', route: 'desk/callbacks', who: 'desk-1', open: then(firstRow, button('受理'), seen('[data-test=phone]')) },
      { name: 'callback-reached', route: 'desk/callbacks', who: 'desk-1', open: then(rows, choose('已受理'), button('登记已接通'), seen('dialog[open]')) },
      { name: 'dangers', route: 'desk/dangers', who: 'duty-1', docs: 'console-dangers', open: rows },
      { name: 'danger', route: 'desk/dangers', who: 'duty-1', open: firstRow },
      { name: 'reviews', route: 'desk/reviews', who: 'reviewer-1', open: rows },
      { name: 'review', route: 'desk/reviews', who: 'reviewer-1', open: firstRow },
      { name: 'review-hide', route: 'desk/reviews', who: 'reviewer-1', open: then(firstRow, button('隐藏'), seen('dialog[open]')) },
      { name: 'mandates', route: 'desk/mandates', who: 'desk-1' },
      { name: 'erasures', route: 'erasures', who: 'desk-1', docs: 'console-erasures', open: rows },
      { name: 'erasure', route: 'erasures', who: 'desk-1', open: firstRow },
      { name: 'retention', route: 'retention', who: 'head' },
      { name: 'people', route: 'correction/people', who: 'head', docs: 'console-correction', open: seen('[data-row]') },
      { name: 'people-over', route: 'correction/people', who: 'auditor', open: then(async (page) => { const input = page.locator('.bar input'); if (await input.count() > 0) await input.fill('150921') }, seen('[data-row]')) },
      { name: 'people-enrol', route: 'correction/people', who: 'head', open: then(button('入矫登记'), seen('dialog[open]')) },
      { ...file('unsigned'), name: 'file-purpose', open: seen('textarea[name=purpose]') },
      { ...file('unsigned'), name: 'file-unsigned', open: opened },
      { ...file('supervised'), name: 'file', open: opened, docs: 'console-correction-file' },
      { ...file('supervised'), name: 'file-unfolded', open: then(opened, unfold) },
      { ...file('supervised'), name: 'file-approve', open: then(opened, button('批准电子定位'), seen('dialog[open]')) },
      { ...file('supervised'), name: 'file-zones', open: then(opened, part('区域'), seen('.map[data-state=open]'), (page) => page.waitForTimeout(1500)), docs: 'console-correction-zones' },
      { ...file('supervised'), name: 'file-zone-new', open: then(opened, part('区域'), seen('.map[data-state=open]'), click('tr:has-text("住所") button:has-text("变更区域")'), seen('.map-handle'), (page) => page.waitForTimeout(1500)) },
      { ...file('supervised'), name: 'file-leaves', open: then(opened, part('请假外出'), seen('#leaves')) },
      { ...file('supervised'), name: 'file-check-ins', open: then(opened, part('报到'), seen('#check-ins')) },
      { ...file('supervised'), name: 'file-alarms', open: then(opened, part('报警'), seen('#alarms')) },
      { ...file('supervised'), name: 'file-track', open: then(opened, part('轨迹回放'), (page) => page.fill('.track-look textarea', '核实报警'), click('.track-look button[type=submit]'), seen('.replay-bar'), seen('.map[data-state=open]'), (page) => page.waitForTimeout(1500)), docs: 'console-correction-replay' },
      { name: 'alarms', route: 'correction/alarms', who: 'head', open: rows },
      { name: 'map-purpose', route: 'correction/map', who: 'auditor', open: seen('main h1') },
      { name: 'map', route: 'correction/map', who: 'head', open: then((page) => page.fill('textarea[name=purpose]', '值班巡查'), click('main form button[type=submit]'), seen('.map[data-state=open]'), seen('caption'), (page) => page.waitForTimeout(1500)), docs: 'console-correction-map' },
      { ...file('supervised'), name: 'file-assign', open: then(opened, button('变更负责机构'), seen('dialog[open]')) },
      { name: 'lawyers', route: 'lawyers', who: 'head', docs: 'console-lawyers', open: seen('[data-row="0"]') },
      { name: 'lawyer', route: 'lawyers', who: 'head', open: firstRow },
      { name: 'lawyer-suspend', route: 'lawyers', who: 'head', open: then(firstRow, button('停止接单'), seen('dialog[open]')) },
      { name: 'lawyers-nobody', route: 'lawyers', who: 'head', open: then((page) => page.fill('input[name=words]', '没有这个人'), (page) => page.waitForTimeout(1500)) },
      { name: 'rosters', route: 'rosters', who: 'head', open: rows },
      { name: 'watch', route: 'watch', who: 'head', docs: 'console-watch' },
      { name: 'staff', route: 'staff', who: 'head', open: rows },
      { name: 'staff-one', route: 'staff', who: 'head', open: firstRow },
      { name: 'organisations', route: 'organisations', who: 'head', open: rows },
      { name: 'policies', route: 'policies', who: 'head', docs: 'console-policies' },
      { name: 'policy-trial', route: 'policies', who: 'policy-1', open: trial, docs: 'console-policy-trial' },
      { name: 'policy-waits', route: 'policies', who: 'policy-1', open: then(button('提出新方案'), (page) => page.fill('form input[name=quorum]', '4'), (page) => page.fill('form textarea[name=because]', '值班力量增加'), (page) => page.click('form button:has-text("提出")'), seen('text=须由另一名政策管理员或局领导登录后确认')) },
      { name: 'policy-confirms', route: 'policies', who: 'policy-2', open: then(button('确认方案'), seen('dialog[open]')) },
      { name: 'imports', route: 'imports', who: 'head' },
      { name: 'services', route: 'services', who: 'system', docs: 'console-services', open: seen('button[aria-pressed=true]') },
      { name: 'services-router', route: 'services', who: 'system', open: then(click('button:has(code:text-is("consult-router"))'), seen('.zj-lateness svg')) },
      { name: 'rebuild', route: 'services', who: 'system', open: then(seen('button[aria-pressed=true]'), button('重建')) },
      { name: 'dead-letters', route: 'dead-letters', who: 'system', docs: 'console-dead-letters', open: seen('[role=row]:has-text("delivery-stands@0")') },
      { name: 'dead-letter-discard', route: 'dead-letters', who: 'system', open: then(seen('[role=row]:has-text("delivery-stands@0")'), button('放弃')) },
      { name: 'notifications', route: 'notifications', who: 'auditor', docs: 'console-notifications', open: rows },
      { name: 'notification', route: 'notifications', who: 'head', open: then(rows, button('查看名单')) },
      { name: 'audit-log', route: 'audit-log', who: 'auditor', docs: 'console-audit-log', open: rows },
      { name: 'matrix', route: 'matrix', who: 'auditor', docs: 'console-matrix', open: rows },
      { name: 'accounts', route: 'accounts', who: 'system', docs: 'console-accounts', open: rows },
      { name: 'account', route: 'accounts', who: 'system', open: firstRow },
      { name: 'account-new', route: 'accounts', who: 'system', open: then(button('开立账号'), seen('dialog[open]')) },
      { name: 'unread', route: 'lawyers', who: 'duty-1', open: async (page) => {
        await page.route('**/api/v1/lawyers?*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"no-responder"}' }))
        await page.reload()
        await page.waitForSelector('[role=alert]', { timeout: 30_000 })
        await page.unroute('**/api/v1/lawyers?*')
      } },
      { name: 'not-found', route: '', who: 'head', at: () => 'nowhere' },
    ],
  }
}
