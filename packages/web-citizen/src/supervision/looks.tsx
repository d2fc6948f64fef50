// Who looked at her file or her track, when, and what for.
import { useInfiniteQuery } from '@tanstack/react-query'
import { api, ProblemNotice, reading } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useWhen } from '../when.ts'

export const Looks = ({ supervisee }: { readonly supervisee: string }): ReactNode => {
  const { t } = useTranslation('supervision')
  const when = useWhen({ dated: true })
  const [isOpen, setOpen] = useState(false)
  const found = useInfiniteQuery({
    queryKey: ['my-looks', supervisee], enabled: isOpen, initialPageParam: undefined as string | undefined, getNextPageParam: ({ next }) => next ?? undefined,
    queryFn: ({ pageParam }: { pageParam: string | undefined }) => reading(api.GET('/api/v1/my-supervision/{supervisee}/looks', { params: { path: { supervisee }, query: pageParam === undefined ? {} : { cursor: pageParam } } })),
  })
  const items = found.data?.pages.flatMap((page) => page.items.map((item) => ({ ...item, name: page.names[item.by] ?? item.by }))) ?? []
  return (
    <section className="mine-card" aria-labelledby="looks">
      <h2 id="looks">{t('looks')}</h2>
      <p>{t('looks.says')}</p>
      {!isOpen && <button type="button" className="zj-button zj-quiet" onClick={() => setOpen(true)}>{t('looks.open')}</button>}
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.isSuccess && items.length === 0 && <p role="status">{t('looks.none')}</p>}
      {items.length > 0 && <ul className="mine-list">{items.map(({ at, name, purpose }) => <li key={`${at} ${name}`}><p><strong>{when(at)}</strong> {name}</p><p>{purpose ?? t('looks.list')}</p></li>)}</ul>}
      {found.hasNextPage && <button type="button" className="zj-button zj-quiet" disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('looks.more')}</button>}
    </section>
  )
}
