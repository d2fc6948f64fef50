/** Whom the double knows. */
export const ROLE = { role_id: 'role-of-the-platform', secret_id: 'secret-of-the-platform' }
export const ROOT_TOKEN = 'root-of-the-double'
export const NAMESPACE = 'zhuozi'
