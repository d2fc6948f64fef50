// A county's name; of one that is not served, its code. Places have no other names than Chinese ones: said so, a screen reader reads them right
// among English words.
import { useQuery } from '@tanstack/react-query'
import { api, reading } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { A_DAY } from './data.ts'

export const County = ({ code }: { readonly code: string }): ReactNode => {
  const { data } = useQuery({
    queryKey: ['county', code], staleTime: A_DAY, retry: false, queryFn: () => reading(api.GET('/api/v1/counties/{county}', { params: { path: { county: code } } })),
  })
  return <span lang="zh-CN">{data?.name ?? code}</span>
}
