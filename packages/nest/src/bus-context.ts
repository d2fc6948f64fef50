import { BaseRpcContext } from '@nestjs/microservices'
import type { Delivery, Headers } from '@zhijian/bus'

/** What a handler may know of the message it works on, whichever adapter of the port brought it. */
export interface BusMeta {
  /** `cmd.<service>.<name>`, `qry.<service>.<name>`, or the durable consumer's name for events. */
  readonly subject: string
  /** Headers of a request; empty for events, whose metadata is in the envelope. */
  readonly headers: Headers
  /** 1 for requests and for the first delivery of an event. */
  readonly attempt: Delivery['attempt']
}

/** The one context of every message handler: `@Ctx() context: BusContext`. */
export class BusContext extends BaseRpcContext<[BusMeta]> {
  get meta(): BusMeta {
    return this.args[0]
  }
}
