// The bureau's terms of supervision, read by whoever decides by them.
import { takes } from './settings.ts'

export const SUPERVISION = takes.path('ZHIJIAN_SUPERVISION', 'how many checks of a position a day and how long each, how many months an approval runs at most, whether a phone may serve as the device, how many days a position is kept and other figures that no law gives, as JSON; none: 4 checks of 15 minutes, 3 months, no phone, 90 days')
