import { Catch, type RpcExceptionFilter } from '@nestjs/common'
import { throwError, type Observable } from 'rxjs'

/**
 * Lets every exception through unchanged. Nest's own filter turns them into `{ status, message: 'Internal server error' }`,
 * which would cost a Fault its code and its `retry`; the bus decides what the caller may see.
 */
@Catch()
export class FaultFilter implements RpcExceptionFilter {
  catch(exception: unknown): Observable<never> {
    return throwError(() => exception)
  }
}
