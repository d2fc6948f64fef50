// What questions are about, as the platform's list has it.
import { useQuery } from '@tanstack/react-query'
import { api, reading, useLanguage } from '@zhijian/web-kit'

/** Named in the language of the screen. */
export const useTopics = () => {
  const [language] = useLanguage()
  return useQuery({
    queryKey: ['topics'], queryFn: () => reading(api.GET('/api/v1/topics')), staleTime: Infinity,
    select: ({ items }) => ({ items: items.map((topic) => ({ ...topic, name: language === 'zh-CN' ? topic.name : topic.nameEn })) }),
  })
}
