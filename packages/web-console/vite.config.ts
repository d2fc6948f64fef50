import { site } from '@zhijian/web-kit/site'

export default site('console')
