// The bureau's rules of forgetting, read by whoever decides by them.
import { takes } from './settings.ts'

export const FORGETTING = takes.path('ZHIJIAN_FORGETTING', 'how long copies live, when a request is answered, which law keeps what and for how long, as JSON; none: the usual terms, nothing kept by law')
