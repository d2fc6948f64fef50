// In which languages people are told, and what a provider's template may be filled with. The words themselves are the notifier's.
export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export const WORDS = ['title', 'text', 'topic', 'tier', 'time', 'counted', 'missing'] as const
export type Word = (typeof WORDS)[number]

/** A word of the message, or a text that is always the same. */
export type Filling = Word | { readonly text: string }
