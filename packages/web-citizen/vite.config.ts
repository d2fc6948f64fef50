import { site } from '@zhijian/web-kit/site'

export default site('citizen', { smallPages: ['home', 'ask', 'question'], offlinePages: ['home', 'ask', 'questions', 'question', 'legal-aid', 'my-data'] })
