// docs/asyncapi.json is what the hosted services say of themselves. Write it anew: npx vitest run test/asyncapi.spec.ts -u
import specs from '@asyncapi/specs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import * as contracts from '@zhijian/contracts'
import { asyncApiDocument, type BusService } from '@zhijian/contracts/asyncapi'
import { subjectOf } from '@zhijian/event-store'
import { families } from '@zhijian/host'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { definitions } from '../src/compose.ts'

const services: readonly BusService[] = definitions

const named = Object.fromEntries(Object.entries(contracts as Readonly<Record<string, unknown>>)
  .flatMap(([name, value]): [string, z.ZodType][] => (value instanceof z.ZodType ? [[name, value]] : [])))
const text = `${JSON.stringify(asyncApiDocument({ services, families, named }), null, 1)}\n`
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const document = JSON.parse(text) as any

describe('the document of the bus', () => {
  it('is the one in docs', async () => {
    await expect(text).toMatchFileSnapshot('../../../docs/asyncapi.json')
  })

  it('is AsyncAPI 3, by the published schema', () => {
    const schema = specs.schemas['3.0.0'] as object
    // The published schema brings its own copy of the dialect it is written in.
    const ajv = new Ajv({ strict: false, logger: false, meta: false, validateSchema: false })
    ;(addFormats as unknown as (ajv: Ajv) => void)(ajv)
    const validate = ajv.compile(schema)
    validate(document)
    expect((validate.errors ?? []).slice(0, 5)).toEqual([])
    expect(validate({ ...document, channels: { x: { adress: 1 } } })).toBe(false)
  })

  it('refers to nothing that is not there', () => {
    const references = new Set([...text.matchAll(/"\$ref": "#\/([^"]+)"/g)].map((match) => match[1]!))
    expect(references.size).toBeGreaterThan(200)
    for (const reference of references) expect(reference.split('/').reduce((node, part) => node?.[part], document), reference).toBeDefined()
  })

  it('has every event of every family under the subject it is published on', () => {
    for (const { category, names, storedType } of families) for (const name of names) {
      const channel = document.channels[`evt.${category}`]
      const subject = subjectOf({ stream: `${category}-x`, type: storedType(name) })
      expect(channel.messages[name].name).toBe(storedType(name))
      expect(channel.parameters.event.enum).toContain(subject.split('.').at(-1))
      expect(subject.split('.').length).toBe(channel.address.split('.').length)
    }
  })

  it('has every command, query and reaction of every service', () => {
    expect(services.length).toBeGreaterThan(4)
    for (const { name, commands, queries, reactions } of services) {
      for (const command of Object.keys(commands)) expect(document.operations[`cmd.${name}.${command}`]['x-roles']).toEqual(commands[command]!.roles)
      for (const query of Object.keys(queries)) expect(document.channels[`qry.${name}.${query}`]).toBeDefined()
      for (const reaction of reactions) expect(Object.keys(document.operations).some((each) => each.startsWith(`${name}.${reaction.name}.`)), reaction.name).toBe(true)
    }
  })

  it('shows a personal field as the sealed value it takes', () => {
    const opened = document.channels['evt.consultation'].messages.ConsultationOpened.payload.allOf[1].properties.data.properties.text
    expect(opened).toEqual({ allOf: [{ $ref: '#/components/schemas/Sealed' }], 'x-personal': expect.any(String) })
  })
})
