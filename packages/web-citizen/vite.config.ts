import { site } from '@zhijian/web-kit/site'

export default site('citizen', { smallPages: ['home', 'ask'], offlinePages: ['home', 'ask'] })
