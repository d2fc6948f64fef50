export type {
  Bus, ConsumerStatus, DeadLetter, DeadLetters, Delivery, EventHandler, Headers, SubscribeOptions, Subscription,
} from './port.ts'
