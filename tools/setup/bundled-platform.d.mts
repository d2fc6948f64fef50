/** After the build: the platform in few modules, as `npm start` runs it. @throws SetupFailed */
export function bundledPlatform(): Promise<string>
