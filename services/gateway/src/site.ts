// The page of a platform without applications (a gateway that was built alone): where one is. One document, nothing from anywhere else.
import { createHash } from 'node:crypto'

/** As a policy names what it allows. */
export const sha256Source = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

export const STYLE = `
:root{color-scheme:light dark}
body{font:18px/1.7 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:40rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem}label{display:block;margin-top:1.2rem}
input{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;min-height:44px}
button{font:inherit;margin-top:1.2rem;padding:.6rem 1.4rem;min-height:44px}
code{overflow-wrap:anywhere}[role=alert]{font-weight:600}[role=alert]:focus{outline:0}
a{display:inline-block;padding:.5rem 0}summary{padding:.5rem 0;min-height:44px;box-sizing:border-box}[hidden]{display:none!important}
#qr svg{display:block;width:14rem;max-width:100%;background:#fff;color:#000}
.side{text-align:right;margin:0}.side button{margin:0}.quiet{background:none;border:1px solid;border-radius:.4rem;color:inherit}
.go{padding:.6rem 1.4rem;border:1px solid;border-radius:.4rem;min-height:26px;text-decoration:none;margin:.4rem .4rem 0 0}
`

/** @param demonstration says how a newcomer tries it */
export const homePage = (demonstration: boolean): string => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>指尖公共法律服务</title><style>${STYLE}</style></head><body>
<h1>指尖公共法律服务</h1>
<p>在线法律咨询：本县法律顾问先答；三分钟内不足三位律师解答，扩大到全自治区；再三分钟，扩大到全国。全程免费，追问不限次数。</p>
<ul><li><a href="/api/docs">接口文档</a></li><li><a href="/api/openapi.json">OpenAPI 3.1</a></li><li><a href="/readyz">运行状态</a></li></ul>
${demonstration ? '<p>这是示范平台：账号显示在启动它的终端里，律师是模拟的，不要填写真实的个人信息。</p>' : ''}
<p>遇到人身危险请立即拨打 110、120；心理援助热线 12356；法律服务热线 12348。</p>
</body></html>`

export const HOME_CSP = `default-src 'none'; style-src ${sha256Source(STYLE)}; base-uri 'none'; frame-ancestors 'none'; form-action 'none'`
