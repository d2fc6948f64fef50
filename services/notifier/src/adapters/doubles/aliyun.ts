// dysmsapi.aliyuncs.com and dm.aliyuncs.com: they check the signature from the request as it came, by rules of their own
// writing, and hand over whatever comes twice twice.
import { createHash, createHmac } from 'node:crypto'
import { DOUBLE_CREDENTIALS, jsonOf, type Answered, type Arrived, type ProviderDouble } from './double.ts'

const sha = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** @returns the error code, or null when the signature is right */
const signatureFault = ({ headers, rawQuery, body }: Arrived, nonces: Set<string>): string | null => {
  const form = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(headers['authorization'] ?? '')
  if (!form) return 'MissingAuthorization'
  const [, keyId, list, signature] = form
  if (keyId !== DOUBLE_CREDENTIALS.aliyun.accessKeyId) return 'InvalidAccessKeyId.NotFound'
  const names = list!.split(';')
  const mustSign = Object.keys(headers).filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
  if (!mustSign.every((name) => names.includes(name)) || names.join() !== [...names].sort().join()) return 'SignatureDoesNotMatch'
  if (headers['x-acs-content-sha256'] !== sha(body)) return 'SignatureDoesNotMatch'
  const lines = ['POST', '/', rawQuery.split('&').sort().join('&')]
  for (const name of names) lines.push(`${name}:${(headers[name] ?? '').trim()}`)
  const wanted = createHmac('sha256', DOUBLE_CREDENTIALS.aliyun.accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha([...lines, '', list, sha(body)].join('\n'))}`).digest('hex')
  if (wanted !== signature) return 'SignatureDoesNotMatch'
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(headers['x-acs-date'] ?? '')) return 'InvalidTimeStamp.Format'
  const nonce = headers['x-acs-signature-nonce'] ?? ''
  if (nonces.has(nonce)) return 'SignatureNonceUsed'
  nonces.add(nonce)
  return null
}

const refuse = (code: string): Answered => {
  const status = code === 'ServiceUnavailable' ? 503 : /^Internal/.test(code) ? 500 : 400
  const isOwn = /^is[vp]\./.test(code)
  return { status: isOwn ? 200 : status, body: { Code: code, Message: 'as the double says', RequestId: 'R-0' } }
}

export const aliyunDouble = (): ProviderDouble => {
  const nonces = new Set<string>()
  let messages = 0
  const texted = new Map<string, { readonly to: string; readonly outId: string }>()

  const sms = ({ query }: Arrived): Answered => {
    const { PhoneNumbers: phone = '', SignName: sign, TemplateCode: template = '', TemplateParam: param = '{}', OutId: outId } = query
    if (!/^(\+?86)?1\d{10}$/.test(phone)) return refuse('isv.MOBILE_NUMBER_ILLEGAL')
    if (!sign) return refuse('isv.SMS_SIGNATURE_ILLEGAL')
    if (!/^SMS_\d+$/.test(template)) return refuse('isv.SMS_TEMPLATE_ILLEGAL')
    const values = jsonOf(param)
    if (!values || Object.values(values).some((value) => typeof value !== 'string')) return refuse('isv.INVALID_JSON_PARAM')
    if (Object.values(values).some((value) => [...String(value)].length > 35)) return refuse('isv.PARAM_LENGTH_LIMIT')
    messages += 1
    const bizId = `90061974693649${messages}^0`
    texted.set(bizId, { to: phone, outId: outId ?? '' })
    return {
      status: 200, body: { Code: 'OK', Message: 'OK', RequestId: `R-${messages}`, BizId: bizId },
      handed: { to: [phone], content: { template, values, outId } }, ref: bizId,
    }
  }

  const mail = ({ body }: Arrived): Answered => {
    const form = Object.fromEntries(new URLSearchParams(body))
    const { AccountName: from, AddressType: type, ReplyToAddress: reply, ToAddress: to = '', Subject: subject = '', TextBody: text = '' } = form
    if (!from?.includes('@')) return refuse('InvalidMailAddress.NotFound')
    if (type !== '1' || (reply !== 'true' && reply !== 'false')) return refuse('InvalidParameter')
    if (!/^[\w.+-]+@[\w.-]+$/.test(to)) return refuse('InvalidToAddress')
    if (subject === '' || [...subject].length > 100) return refuse('InvalidSubject.Malformed')
    if (text === '') return refuse('InvalidBody')
    messages += 1
    return { status: 200, body: { RequestId: `R-${messages}`, EnvId: `6000000000000${messages}` }, handed: { to: [to], content: { subject, text } } }
  }

  return {
    // Both live at `/`; the action tells them apart.
    paths: { 'SendSms 2017-05-25': 'sms', 'SingleSendMail 2015-11-23': 'email' },
    dedupeOf: (provider, { query }) => (provider === 'sms' ? query['OutId'] ?? null : null),
    remember(provider, { dedupe, to, ref }) {
      if (provider !== 'sms') return
      messages += 1
      texted.set(ref, { to, outId: dedupe })
    },
    answer(provider, request) {
      const fault = signatureFault(request, nonces)
      if (fault) return refuse(fault)
      return provider === 'sms' ? sms(request) : mail(request)
    },
    taken: (provider, ref) => (provider === 'sms' ? texted.get(ref) ?? null : null),
    refuse,
  }
}
