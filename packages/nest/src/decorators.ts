import { EventPattern, MessagePattern } from '@nestjs/microservices'
import type { SubscribeOptions } from '@zhijian/bus'
import { BUS_TRANSPORT } from './bus-server.ts'

/** Answers requests on one subject. */
export const Responds = (subject: string): MethodDecorator => MessagePattern<string>(subject, BUS_TRANSPORT)

/**
 * Works on events of the log, at least once and in order per stream. Plain @EventPattern has no durable name and is
 * refused by BusServer: an event handler without one would lose what happens while it is away.
 */
export const DurableEvents = (options: SubscribeOptions): MethodDecorator =>
  EventPattern<string>(options.consumer, BUS_TRANSPORT, { subscribe: options })
