// The collector's settings: what goes in comes out filtered, and no pipeline goes round the filter.
import { describe, expect, it } from 'vitest'
import { yamlOf } from './infra-files.ts'

const settings = yamlOf('infra/otel/collector.yml')
const pipelines = Object.entries(settings.service.pipelines as Record<string, { receivers: string[]; processors: string[]; exporters: string[] }>)

describe('the collector', () => {
  it('uses what it defines, and defines what it uses', () => {
    for (const part of ['receivers', 'processors', 'exporters'] as const) {
      expect([...new Set(pipelines.flatMap(([, pipeline]) => pipeline[part]))].sort()).toEqual(Object.keys(settings[part] as object).sort())
    }
  })
  it('bounds its memory first, filters before anything is kept, and sends in batches last', () => {
    for (const [, { processors }] of pipelines) {
      expect(processors[0]).toBe('memory_limiter')
      expect(processors[1]).toBe('redaction')
      expect(processors.at(-1)).toBe('batch')
    }
  })
  it('lets through attributes by name, none of which is a person’s', () => {
    const { allow_all_keys: all, allowed_keys: keys, ignored_keys: ignored } = settings.processors.redaction
    expect([all, ignored]).toEqual([false, undefined])
    expect(new Set(keys).size).toBe(keys.length)
    for (const key of keys as string[]) expect(key).not.toMatch(/user|enduser|client|address|url\.(full|path|query)|header|body|phone|text|session|account/)
  })
  it('blots out what looks like a person all the same', () => {
    const patterns = (settings.processors.redaction.blocked_values as string[]).map((pattern) => new RegExp(pattern))
    for (const value of ['拨打 13947400001', '150921199001011234', '15092119900101123X', 'someone@example.cn']) expect(patterns.some((each) => each.test(value)), value).toBe(true)
    for (const value of ['consult-router', 'evt.consultation.3', '/api/v1/consultations/:consultation', '200']) expect(patterns.some((each) => each.test(value)), value).toBe(false)
  })
})
