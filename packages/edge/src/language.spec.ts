import { expect, it } from 'vitest'
import { languageOf } from './language.ts'

it.each([
  ['zh', '老板拖欠工资怎么办'], ['zh', '我在ABC公司上班，老板不发工资'], ['mn', 'ᠪᠢ ᠬᠠᠤᠯᠢ ᠶᠢᠨ ᠲᠤᠰᠠᠯᠠᠮᠵᠢ ᠬᠡᠷᠡᠭᠲᠡᠢ'], ['mn', 'ᠮᠠᠯᠴᠢᠨ ᠬᠦᠮᠦᠨ ᠪᠡᠯᠴᠢᠭᠡᠷ 草场'], ['bo', 'བོད་ཡིག'],
  ['ko', '월급을 못 받았습니다'], ['en', 'My employer has not paid my wages for three months'], ['zh', '12345 👍'], ['zh', ''],
])('%s: %s', (language, text) => expect(languageOf(text)).toBe(language))
