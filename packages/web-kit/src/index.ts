// What the three applications share: signing in, words, talking to the gateway, live updates, time. No look of their own
// beyond plain controls: phones bring antd-mobile, the console antd.
export { startApp, type AppParts, type Page } from './app.tsx'
export { api, reading, ApiProblem, useCommand, type Command } from './api.ts'
export { ProblemNotice, problemWords } from './problem.tsx'
export { useSession, useSignOut, type Session } from './session/session.ts'
export { SignedIn } from './session/signed-in.tsx'
export { clearDrafts, readDraft, removeDraft, useDraft, writeDraft, type Draft } from './drafts.ts'
export { useLive, type LiveEvent } from './live.ts'
export { usePlatformTime, platformNowMs, clockWords, type PlatformTime } from './time.ts'
export { addWords, LANGUAGES, useLanguage, type Language, type Words } from './i18n/i18n.ts'
export { useElder } from './elder/elder.ts'
export { ReadAloud } from './elder/read-aloud.tsx'
export { sendFile, type SentFile, type Sending } from './upload.ts'
