// An alarm as a Restate virtual object: a delayed call rings it, and its state says when. Served over HTTP/2 to the server.
//   node restate-service.mjs PORT
import * as restate from '@restatedev/restate-sdk'

const alarm = restate.object({
  name: 'alarm',
  handlers: {
    ring: async (ctx) => ctx.set('rang', await ctx.run('rang', () => Date.now())),
    set: async (ctx, { note, afterMs }) => {
      ctx.set('note', note)
      ctx.objectSendClient({ name: 'alarm' }, ctx.key).ring(undefined, restate.rpc.sendOpts({ delay: { milliseconds: afterMs } }))
    },
  },
})
await restate.serve({ services: [alarm], port: Number(process.argv[2]) })
process.send?.({ ready: Number(process.argv[2]) })
