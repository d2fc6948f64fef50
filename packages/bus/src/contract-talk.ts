// P5 of port.ts, and broadcasts.
import { Fault, type Json } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import { gate, type BusHarness } from './contract-tools.ts'

export const talkContract = (name: string, start: () => Promise<BusHarness>): void => {
  describe(`${name}: requests (P5)`, () => {
    it('are answered, with headers passed on', async () => {
      const { bus } = await start()
      await bus().respond('qry.test.echo', async (body, headers) => ({ body, trace: headers.traceparent ?? null }))
      expect(await bus().request('qry.test.echo', { question: '能离婚吗', n: 1 }, { headers: { traceparent: '00-1-2-01' } }))
        .toEqual({ body: { question: '能离婚吗', n: 1 }, trace: '00-1-2-01' })
    })

    it('carry copies: nobody shares an object, and what is undefined is not there', async () => {
      const { bus } = await start()
      const kept: Json = { list: [1, 2], nested: { a: null } }
      await bus().respond('qry.test.keep', async (body) => {
        expect(body).toEqual({ nested: { b: 1 } })
        expect(Object.keys(body as object)).toEqual(['nested'])
        return kept
      })
      const answer = await bus().request('qry.test.keep', { gone: undefined, nested: { b: 1 } })
      expect(answer).toEqual(kept)
      expect(answer).not.toBe(kept)
    })

    it('bring a Fault of the responder to the caller: code, message and retry', async () => {
      const { bus } = await start()
      await bus().respond('cmd.test.fail', async () => {
        throw new Fault('store-full', 'the disk is full', { retry: 'later', cause: new Error('inner') })
      })
      const error = await bus().request('cmd.test.fail', null).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(Fault)
      expect(error).toMatchObject({ code: 'store-full', message: 'the disk is full', retry: 'later' })
      expect((error as Fault).cause).toBeUndefined()
    })

    it('bring anything else as `internal`, without its text', async () => {
      const { bus } = await start()
      await bus().respond('cmd.test.bug', async () => { throw new TypeError('cannot read 13800000000') })
      const error = await bus().request('cmd.test.bug', null).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ name: 'Fault', code: 'internal', retry: 'never' })
      expect((error as Fault).message).not.toContain('138')
    })

    it('fail at once where nobody answers', async () => {
      const { bus } = await start()
      await expect(bus().request('cmd.nobody.home', {}, { timeoutMs: 60_000 }))
        .rejects.toMatchObject({ code: 'no-responder', retry: 'later' })
    })

    it('fail when there is no answer in time', async () => {
      const { bus, until } = await start()
      await bus().respond('cmd.test.hang', () => new Promise(() => undefined))
      let error: unknown = null
      void bus().request('cmd.test.hang', {}, { timeoutMs: 50 }).catch((thrown: unknown) => { error = thrown })
      await until(() => error !== null, 'time-out')
      expect(error).toMatchObject({ code: 'request-timeout', retry: 'later' })
    })

    it('are answered by one of several responders, and by none after the last has drained', async () => {
      const { bus, until } = await start()
      const [answered, hold]: [string[], ReturnType<typeof gate>] = [[], gate()]
      const respond = (who: string) => bus().respond('qry.test.who', async () => {
        answered.push(who)
        await hold.opened
        return who
      })
      const [one, two] = [await respond('one'), await respond('two')]
      const asked = Promise.all([1, 2, 3, 4].map(() => bus().request('qry.test.who', null)))
      await until(() => answered.length === 4, 'four taken up')
      let drained = false
      const draining = Promise.all([one.drain(), two.drain()]).then(() => { drained = true })
      await Promise.resolve()
      expect(drained).toBe(false)
      hold.open()
      expect((await asked).toSorted()).toEqual(answered.toSorted())
      await draining
      await expect(bus().request('qry.test.who', null)).rejects.toMatchObject({ code: 'no-responder' })
    })
  })

  describe(`${name}: broadcasts`, () => {
    it('reach whoever listens, by pattern, as copies', async () => {
      const { bus, until } = await start()
      const heard: string[] = []
      const bodies: Json[] = []
      const listen = (pattern: string) => bus().listen(pattern, (body, subject) => {
        heard.push(`${pattern} ${subject}`)
        bodies.push(body)
      })
      await listen('live.case.a')
      await listen('live.*.a')
      await listen('live.>')
      await listen('live.case')
      const gone = await listen('*.case.*')
      await gone.drain()
      const body: Json = { n: 1 }
      bus().broadcast('live.case.a', body)
      bus().broadcast('live.person.a', body)
      bus().broadcast('live.case.b.c', body)
      bus().broadcast('other.case.a', body)
      await until(() => heard.length >= 6, 'six')
      expect(heard.toSorted()).toEqual([
        'live.*.a live.case.a', 'live.*.a live.person.a',
        'live.> live.case.a', 'live.> live.case.b.c', 'live.> live.person.a', 'live.case.a live.case.a',
      ])
      for (const one of bodies) {
        expect(one).toEqual(body)
        expect(one).not.toBe(body)
      }
    })

    it('do not stop at a listener that throws', async () => {
      const { bus, until } = await start()
      const heard: Json[] = []
      await bus().listen('live.x', () => { throw new Error('no') })
      await bus().listen('live.x', (body) => void heard.push(body))
      bus().broadcast('live.x', 1)
      bus().broadcast('live.x', 2)
      await until(() => heard.length === 2, 'both')
      expect(heard).toEqual([1, 2])
    })
  })
}
