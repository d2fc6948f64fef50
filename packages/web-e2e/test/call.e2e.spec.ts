// A live call between two phones, through the whole platform: two browsers with fake cameras, whose pictures must move on the other side.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRelay, whyNoRelay } from '../../../tools/servers/coturn.mjs'
import { axeViolations, openStand, until, type Person, type Stand } from './stand/index.ts'

const SHOTS = fileURLToPath(new URL('../.report/call', import.meta.url))
const FAKE = ['--use-fake-device-for-media-stream=fps=5', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required']
const ALLOWED = { permissions: ['camera', 'microphone'] }

let stand: Stand
let she: Person
let he: Person
let consultation: string
beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true })
  // A minute of talk is a minute: both browsers count real ones. Chromium gathers no candidates over loopback unless it is told to.
  stand = await openStand({ speed: 1, silent: true, browserArgs: [...FAKE, '--allow-loopback-in-peer-connection'] })
  ;[she, he] = await Promise.all([stand.citizen('13900000011', ALLOWED), stand.lawyer('demo-counsel-01', ALLOWED)])
  consultation = await asked(she.page)
})
afterAll(() => stand.close())

const ask = <T>(page: Page, method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: T }> => page.evaluate(async ([verb, where, said]) => {
  const response = await fetch(`/api/v1/${where}`, {
    method: verb, headers: { ...(said === null ? {} : { 'content-type': 'application/json' }), ...(verb === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() }) }, ...(said === null ? {} : { body: said }),
  })
  return { status: response.status, body: await response.json() as never }
}, [method, path, body === undefined ? null : JSON.stringify(body)] as const)
const send = async <T>(page: Page, method: string, path: string, body?: unknown): Promise<T> => {
  const answer = await ask<T>(page, method, path, body)
  expect([path, answer.status < 300 ? '' : JSON.stringify(answer)]).toEqual([path, ''])
  return answer.body
}
const asked = async (page: Page): Promise<string> =>
  (await send<{ consultationId: string }>(page, 'POST', 'consultations', { text: '老板拖欠三个月工资，没有签劳动合同，怎么要回来？', countyCode: '150921' })).consultationId
interface Shown { readonly answerCount: number; readonly promise: string; readonly answers: readonly { readonly form: string; readonly status: string; readonly text: string | null }[] }
const shown = (page: Page): Promise<Shown> => send<Shown>(page, 'GET', `consultations/${consultation}`)

const OTHER = 'video.zj-call-other'
const at = (page: Page): Promise<{ frames: number; seconds: number }> => page.$eval(OTHER, (video) => ({
  frames: (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames, seconds: (video as HTMLVideoElement).currentTime,
}))
/** The other's picture moves: more frames were decoded, and time went on. */
const seesOther = async (page: Page): Promise<void> => {
  await page.waitForSelector('[data-state=connected]')
  const before = await at(page)
  await until('the other’s picture moves', async () => {
    const now = await at(page)
    return now.frames > before.frames + 5 && now.seconds > before.seconds
  })
}
const shot = (page: Page, name: string): Promise<unknown> => page.screenshot({ path: `${SHOTS}/${name}.png` })
const hisPage = (): Promise<unknown> => he.page.goto(`${stand.url}/lawyer/q/${consultation}`)
const herPage = (): Promise<unknown> => she.page.goto(`${stand.url}/citizen/questions/${consultation}`)
const dialog = (page: Page, words: string) => page.waitForSelector(`dialog:has-text("${words}")`)
const press = (page: Page, words: string): Promise<void> => page.click(`dialog button:text-is("${words}")`)
const put = async (page: Page): Promise<void> => {
  await press(page, '关闭')
  await page.waitForSelector('dialog', { state: 'detached' })
}

describe('a call', () => {
  it('rings, is taken, goes on after a reload, and with its summary is an answer that counts', async () => {
    await hisPage()
    await she.page.evaluate(() => {
      const heard: string[] = []
      Object.assign(globalThis, { heard })
      new EventSource('/api/v1/live').addEventListener('notice', ({ data }) => heard.push((JSON.parse(data as string) as { notice: string }).notice))
    })
    // Told of the ring by the live stream, she asks for calls as of that moment: from a view that is behind she would be shown none.
    const asOf: string[] = []
    she.page.on('request', (request) => { if (request.url().endsWith('/api/v1/calls')) asOf.push(request.headers()['zhijian-at-least'] ?? '') })
    const rang = he.page.waitForResponse((response) => response.url().endsWith('/calls') && response.request().method() === 'POST')
    await he.page.click('main button:text-is("视频通话")')
    await dialog(he.page, '正在呼叫提问人')
    await dialog(she.page, '邀请您视频通话')
    const { receipt } = await (await rang).json() as { readonly receipt: { readonly position: string } }
    expect(asOf.some((position) => position >= receipt.position)).toBe(true)
    // Told at once, by the same notice that goes to her phone.
    await until('she is told that it rings', () => she.page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.includes('call-rings')))
    expect(await axeViolations(she.page)).toEqual([])
    await shot(she.page, 'incoming')
    await shot(he.page, 'outgoing')
    await press(she.page, '接听')
    await Promise.all([seesOther(she.page), seesOther(he.page)])
    expect(await axeViolations(she.page)).toEqual([])
    await shot(she.page, 'talk-citizen')
    await shot(he.page, 'talk-lawyer')

    await press(he.page, '静音')
    await dialog(she.page, '对方已静音')
    await press(he.page, '打开麦克风')
    await press(she.page, '关闭摄像头')
    await dialog(he.page, '对方关闭了摄像头')
    await press(she.page, '打开摄像头')
    await until('her picture is back', async () => !(await he.page.textContent('dialog'))!.includes('对方关闭了摄像头'))
    await seesOther(he.page)

    await she.page.reload()
    await Promise.all([seesOther(she.page), seesOther(he.page)])
    await he.page.reload()
    await Promise.all([seesOther(she.page), seesOther(he.page)])

    // Another network: signals are lost for a moment, and another way is looked for while the old one still carries.
    await he.context.setOffline(true)
    await he.context.setOffline(false)
    await Promise.all([seesOther(she.page), seesOther(he.page)])

    // A talk of less than a minute is no answer.
    const { items: [call] } = await send<{ items: readonly { callId: string; takenAt: string }[] }>(he.page, 'GET', 'calls')
    expect(await ask(he.page, 'POST', `consultations/${consultation}/answers`, { text: '我们刚刚通过电话，请先向劳动监察大队投诉。', call: call!.callId })).toMatchObject({ status: 409, body: { code: 'call-not-over' } })
    const takenMs = Date.parse(call!.takenAt)
    // Asked once: at a clock that runs as the machine's, the platform is as far from it as it was.
    const aheadMs = Date.parse((await send<{ now: string }>(he.page, 'GET', 'clock')).now) - Date.now()
    await until('they talked for more than a minute', () => Date.now() + aheadMs - takenMs > 85_000)
    await press(she.page, '挂断')
    await dialog(she.page, '通话已结束')
    await dialog(he.page, '通话小结')
    expect(await axeViolations(he.page)).toEqual([])
    await he.page.fill('textarea[name=summary]', '对方被拖欠三个月工资。建议保留考勤和转账记录，先到劳动监察大队投诉，再申请劳动仲裁。')
    await shot(he.page, 'summary')
    expect((await shown(she.page)).answerCount).toBe(0)
    await press(he.page, '提交解答')
    await dialog(he.page, '已提交')
    const question = await until('she reads it', async () => {
      const now = await shown(she.page)
      return now.answerCount === 1 ? now : undefined
    })
    expect(question).toMatchObject({ promise: 'kept', answers: [{ form: 'call', status: 'given' }] })
    expect(question.answers[0]!.text).toContain('劳动监察大队')
    await Promise.all([put(she.page), put(he.page)])
    await he.page.waitForSelector('.zj-calls li:has-text("通话 1:")')
  })

  it('is declined by who is rung', async () => {
    await herPage()
    await she.page.click('main button:text-is("语音通话")')
    await dialog(he.page, '提问人邀请您语音通话')
    await press(he.page, '拒接')
    await dialog(she.page, '对方现在不方便接听')
    await dialog(he.page, '您已拒接')
    await Promise.all([put(she.page), put(he.page)])
  })

  it('is missed when nobody takes it, and both are told', async () => {
    await she.page.click('main button:text-is("视频通话")')
    await dialog(he.page, '提问人邀请您视频通话')
    // Whoever is in a call takes no second one.
    expect(await ask(he.page, 'POST', `consultations/${consultation}/calls`, { device: 'another-tab-00001' })).toMatchObject({ status: 409, body: { code: 'in-another-call' } })
    await dialog(she.page, '无人接听')
    await dialog(he.page, '您有一个未接来电')
    await shot(she.page, 'missed')
    await Promise.all([put(she.page), put(he.page)])
    await she.page.waitForSelector('.zj-calls li:has-text("未接听")')
    expect(await axeViolations(she.page)).toEqual([])
    await shot(she.page, 'history')
  })

  it('goes on by voice where the camera is refused, also in large type', async () => {
    await she.page.addInitScript(() => {
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      navigator.mediaDevices.getUserMedia = async (wants) => {
        if (wants?.video) throw new DOMException('refused', 'NotAllowedError')
        return open(wants)
      }
    })
    await herPage()
    await she.page.click('button:has-text("长辈版")')
    await she.page.click('main button:text-is("视频通话")')
    await dialog(he.page, '提问人邀请您视频通话')
    await press(he.page, '接听')
    await seesOther(she.page)
    await dialog(she.page, '摄像头没有打开')
    await dialog(he.page, '对方关闭了摄像头')
    await until('her voice arrives', () => he.page.$eval(OTHER, (video) => ((video as HTMLVideoElement).srcObject as MediaStream).getAudioTracks().some((track) => !track.muted)))
    expect(await axeViolations(she.page)).toEqual([])
    await shot(she.page, 'elder-voice')
    await press(he.page, '缩小')
    await shot(he.page, 'small')
    await press(he.page, '挂断')
    await dialog(she.page, '通话已结束')
    await Promise.all([put(she.page), put(he.page)])
  })
})

it('said nothing to the console', () => {
  expect(stand.errors).toEqual([])
})

const missing = whyNoRelay()
const suite = (title: string, tests: () => void): void => {
  if (missing === null) describe(title, tests)
  else describe.skip(`NOT RUN (${missing}): ${title}`, tests)
}

suite('a call where a relay is named', () => {
  it('goes through the relay alone: neither browser is told where the other is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhijian-call-'))
    const secretFile = join(folder, 'turn-secret')
    writeFileSync(secretFile, 'a secret that is shared with the relay alone\n', { mode: 0o600 })
    const relay = await startRelay({ folder, secretFile })
    const apart = await openStand({ speed: 1, silent: true, browserArgs: FAKE, args: ['--turn', relay.url, '--turn-secret-file', secretFile] })
    try {
      const [asker, lawyer] = await Promise.all([apart.citizen('13900000012', ALLOWED), apart.lawyer('demo-counsel-01', ALLOWED)])
      for (const { page } of [asker, lawyer]) {
        await page.addInitScript(() => {
          const peers: RTCPeerConnection[] = []
          Object.assign(globalThis, { peers, RTCPeerConnection: class extends RTCPeerConnection {
            constructor(configuration?: RTCConfiguration) {
              super(configuration)
              peers.push(this)
            }
          } })
        })
        await page.reload()
      }
      await lawyer.page.goto(`${apart.url}/lawyer/q/${await asked(asker.page)}`)
      await lawyer.page.click('main button:text-is("视频通话")')
      await dialog(asker.page, '邀请您视频通话')
      await press(asker.page, '接听')
      await Promise.all([seesOther(asker.page), seesOther(lawyer.page)])
      for (const { page } of [asker, lawyer]) {
        const known = await page.evaluate(async () => {
          const { peers } = globalThis as unknown as { peers: RTCPeerConnection[] }
          const stats = [...(await peers.at(-1)!.getStats()).values()] as { type: string; candidateType?: string }[]
          const kinds = ['local-candidate', 'remote-candidate'].map((type) => [...new Set(stats.filter((each) => each.type === type).map(({ candidateType }) => candidateType))])
          return [...kinds, [...new Set(peers.at(-1)!.remoteDescription!.sdp.match(/raddr \S+/g))]]
        })
        expect(known).toEqual([['relay'], ['relay'], ['raddr 0.0.0.0']])
      }
      await press(lawyer.page, '挂断')
      await dialog(asker.page, '通话已结束')
      expect(apart.errors).toEqual([])
    } finally {
      await apart.close()
      relay.kill()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
