// Whether what people send is looked at for malware, and whether who looks sees: it is given EICAR's harmless test file, and as many bytes as
// the largest file may have.
import { ALL_UPLOADS } from '@zhijian/embedded'
import { clamd, SCANNER_ADDRESS } from '@zhijian/privacy'
import { look, messageOf, type Look, type Looking } from './look.ts'

/** In halves, so that no scanner takes this file for what it describes. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('')

export const scannerLooks = async ({ env, isLive }: Looking): Promise<Look[]> => {
  const address = env.ZHIJIAN_SCANNER
  if (!address) return isLive ? [look('note', 'doctor.scanner.none')] : []
  // Another look says that of every setting.
  if (!SCANNER_ADDRESS.test(address)) return []
  const scanner = clamd({ address, withinMs: 30_000 })
  try {
    const version = await scanner.version()
    if (await scanner.scan(Buffer.from(EICAR)) === null) return [look('wrong', 'doctor.scanner.blind', { version })]
    const isWhole = await scanner.scan(Buffer.alloc(ALL_UPLOADS.maxBytes)).then(() => true, () => false)
    return [isWhole ? look('ok', 'doctor.scanner.ok', { version }) : look('wrong', 'doctor.scanner.small', { megabytes: ALL_UPLOADS.maxBytes / 1024 / 1024 })]
  } catch (error) {
    return [look('wrong', 'doctor.scanner.away', { message: messageOf(error) })]
  }
}
