// Takes the pictures of docs/screens/: every main page with invented people and questions, as a phone (360 × 740) and a desk
// (1440 × 900) show it. `node packages/web-e2e/dist/test/screens/main.js [folder]` after `npm run build`; it needs the
// built sites too, and a font with Chinese glyphs (Debian: fonts-noto-cjk), or the pictures show boxes.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { openStand, type Person } from '../stand/index.ts'

const folder = process.argv[2] ?? fileURLToPath(new URL('../../../../../docs/screens', import.meta.url))
mkdirSync(folder, { recursive: true })

const OTHER = '邻居盖房把我家的采光挡住了，村里调解过一次没有结果，还能怎么办？'
const QUESTION = '我在镇上的装修队干活，老板说工程款没下来，拖了三个月工资，也没有签劳动合同，怎么要回来？'

const stand = await openStand({ speed: 20 })
const shoot = async (page: Page, name: string, path: string, ready = 'main h1'): Promise<void> => {
  await page.goto(stand.url + path)
  await page.waitForSelector(ready)
  await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined)
  await page.screenshot({ path: join(folder, `${name}.png`) })
  console.log(name)
}
const each = async (person: Person, pages: readonly (readonly [name: string, path: string])[]): Promise<void> => {
  for (const [name, path] of pages) await shoot(person.page, name, path)
}

try {
  const citizen = await stand.citizen('13900000001')
  // Her questions, through the same door as her application; answered by the lawyers of the demonstration.
  const ask = (text: string, topic: string): Promise<string> => citizen.page.evaluate(async (body) => {
    const response = await fetch('/api/v1/consultations', {
      method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify({ ...body, consentBeyondCounty: true }),
    })
    return (await response.json() as { consultationId: string }).consultationId
  }, { text, topic })
  const asked = await ask(QUESTION, '03')
  await each(citizen, [['citizen-home', '/citizen/'], ['citizen-ask', '/citizen/ask'], ['citizen-questions', '/citizen/questions'], ['citizen-question', `/citizen/questions/${asked}`],
    ['citizen-legal-aid', '/citizen/legal-aid'], ['citizen-my-data', '/citizen/my-data']])
  await citizen.page.evaluate(() => localStorage.setItem('zhijian-elder', 'on'))
  await each(citizen, [['citizen-home-elder', '/citizen/'], ['citizen-question-elder', `/citizen/questions/${asked}`]])

  const lawyer = await stand.lawyer('demo-counsel-01')
  await each(lawyer, [['lawyer-inbox', '/lawyer/'], ['lawyer-question', `/lawyer/q/${asked}`], ['lawyer-waiting', '/lawyer/waiting'], ['lawyer-me', '/lawyer/me'],
    ['lawyer-service', '/lawyer/me/service'], ['lawyer-notices', '/lawyer/me/notices'], ['lawyer-shifts', '/lawyer/me/shifts']])

  const head = await stand.staff('demo-staff-head')
  await shoot(head.page, 'console-promise', '/console/promise')
  await ask(OTHER, '11')
  await shoot(head.page, 'console-deadlines', '/console/deadlines')
  await head.page.goto(`${stand.url}/console/story/${asked}`)
  await head.page.fill('textarea[name=purpose]', '核对三级征询的经过')
  await head.page.click('text=记录目的并查阅')
  await head.page.click('button:has-text("核验")')
  await head.page.waitForSelector('text=核验通过')
  await head.page.screenshot({ path: join(folder, 'console-story.png') })
  console.log('console-story')
  await each(head, [['console-lawyers', '/console/lawyers'],
    ['console-policies', '/console/policies'], ['console-watch', '/console/watch']])
  const { page: policy } = await stand.staff('demo-staff-policy-1')
  await policy.goto(`${stand.url}/console/policies`)
  await policy.click('button:has-text("提出新方案")')
  await policy.fill('form input[name=quorum]', '2')
  await policy.locator('section[aria-label="试算"] button:has-text("试算")').click()
  await policy.waitForSelector('text=所作假定')
  await policy.screenshot({ path: join(folder, 'console-policy-trial.png') })
  console.log('console-policy-trial')
  await each(await stand.staff('demo-staff-desk-1'), [['console-desk', '/console/desk/ask'], ['console-callbacks', '/console/desk/callbacks'], ['console-erasures', '/console/erasures']])
  await each(await stand.staff('demo-staff-duty-1'), [['console-dangers', '/console/desk/dangers']])
  await each(await stand.staff('demo-staff-system'), [['console-services', '/console/services'], ['console-dead-letters', '/console/dead-letters'], ['console-accounts', '/console/accounts']])
  await each(await stand.staff('demo-staff-auditor'), [['console-audit-log', '/console/audit-log'], ['console-matrix', '/console/matrix'], ['console-notifications', '/console/notifications']])
} finally {
  await stand.close()
}
