// Where divisions end, as the bureau says, and how far of them one's own office reaches.
import { useQuery } from '@tanstack/react-query'
import { api, ApiProblem, reading } from '@zhijian/web-kit'
import { useMemo } from 'react'
import { useActing } from '../../acting.ts'
import { featuresOf, shapeOfText, type Feature, type Shape } from './shapes.ts'

export interface Outline {
  readonly shape: Shape
  /** Who drew it. */
  readonly source: string
}

/** Of a county or a town. Undefined: it is being read; null: nobody has said where it ends. @param division empty: of none */
export const useOutline = (division: string): Outline | null | undefined => {
  const { data, error } = useQuery({
    queryKey: ['boundary', division], enabled: division !== '', staleTime: 600_000, retry: (failures, failed) => failures < 3 && !(failed instanceof ApiProblem && failed.code === 'no-boundary'),
    queryFn: () => reading(api.GET('/api/v1/divisions/{region}/boundary', { params: { path: { region: division } } })),
  })
  return useMemo(() => {
    if (data === undefined) return error === null ? undefined : null
    const shape = shapeOfText(data.geojson)
    return shape === null ? null : { shape, source: data.source }
  }, [data, error])
}

export interface Outlines {
  readonly county: Outline | null | undefined
  /** Where one's office ends that reaches no county. Absent: it reaches the county. */
  readonly own?: Outline | null | undefined
}
/** The county's, and where one's own office reaches a town alone that town's; nobody says where a village ends. */
export const useOutlines = (county: string): Outlines => {
  const { region } = useActing()
  const isOfCounty = region === null || region.length <= 6
  const isOfTown = !isOfCounty && region.length === 9
  const [all, own] = [useOutline(county), useOutline(isOfTown ? region : '')]
  return useMemo(() => (isOfCounty ? { county: all } : { county: all, own: isOfTown ? own : null }), [all, own, isOfCounty, isOfTown])
}

const outlineOf = (outline: Outline | null | undefined, isOwn: boolean): readonly Feature[] => (outline === null || outline === undefined ? [] : featuresOf(outline.shape, { isOwn }))
/** As they are drawn on a map. */
export const featuresOfOutlines = ({ county, own }: Outlines): readonly Feature[] => [...outlineOf(county, false), ...outlineOf(own, true)]
/** What one looks at first. */
export const ownOutline = ({ county, own }: Outlines): readonly Feature[] => outlineOf(own ?? county, false)
