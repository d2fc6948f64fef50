// What setting up the servers is told.
import { HOST_OPTIONS, takes } from '@zhijian/host'
import { z } from 'zod'

const { kurrentdb, mongodb } = HOST_OPTIONS
export const SETUP_OPTIONS = {
  kurrentdb, mongodb,
  ...Object.fromEntries(Object.entries(HOST_OPTIONS).filter(([name]) => /^(kurrentdb|mongodb)-/.test(name))) as Pick<typeof HOST_OPTIONS,
    'kurrentdb-namespace' | 'kurrentdb-user' | 'kurrentdb-password-file' | 'kurrentdb-ca-file'
    | 'mongodb-database' | 'mongodb-user' | 'mongodb-password-file' | 'mongodb-ca-file'>,
  secrets: takes.path('SETUP_SECRETS', 'the folder with the services’ passwords, <server>-<service>.password each'),
  instances: takes.list('SETUP_INSTANCES', z.string().regex(/^[a-z-]+=\d{1,3}$/), 'SERVICE=NUMBER', 'services of which there are several'),
}
