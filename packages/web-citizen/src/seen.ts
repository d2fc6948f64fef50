// How much of each question somebody has seen on this device: more than that is new. Kept with the drafts, so it is sealed, and gone at
// sign-out; where nothing is kept, nothing is called new.
import { readDraft, writeDraft } from '@zhijian/web-kit'
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'

type Seen = Readonly<Record<string, number>>
const nameOf = (owner: string): string => `seen ${owner}`

export const useSeen = (owner: string): UseQueryResult<Seen> =>
  useQuery({ queryKey: ['seen', owner], queryFn: async () => await readDraft<Seen>(nameOf(owner)).catch(() => undefined) ?? {}, networkMode: 'always' })

let writing: Promise<void> = Promise.resolve()

/** @param said as the list of questions counts it */
export const useSaw = (owner: string, consultation: string, said: number): void => {
  const queries = useQueryClient()
  useEffect(() => {
    writing = writing.then(async () => {
      const before = await readDraft<Seen>(nameOf(owner)) ?? {}
      if (before[consultation] === said) return
      await writeDraft(nameOf(owner), { ...before, [consultation]: said })
      await queries.invalidateQueries({ queryKey: ['seen', owner] })
    }).catch(() => undefined)
  }, [owner, consultation, said, queries])
}
