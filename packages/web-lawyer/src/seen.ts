// Who did something sees it: lists follow the log a moment behind, so a reader names the position of his own last act and is
// answered when the list has it.
import { api } from '@zhijian/web-kit'

let seen: string | null = null

export const readOwnWrites = (): void => api.use({
  onRequest({ request }) {
    if (request.method === 'GET' && seen !== null) request.headers.set('zhijian-at-least', seen)
    return request
  },
  async onResponse({ request, response }) {
    if (request.method === 'GET' || !response.ok || response.status === 204) return
    const { receipt } = await response.clone().json() as { receipt?: { position: string | null } }
    if (receipt?.position && (seen === null || receipt.position > seen)) seen = receipt.position
  },
})
