// The model that is in service.
import { modelOf } from './model.ts'
import weights from '../data/weights.json' with { type: 'json' }

export const model = modelOf(weights)
