export {
  ACCESS_POLICY_SET, cedarAuthorizer, policyActions, type PolicySet,
} from './access/cedar-authorizer.ts';
export { makeToken, senderKeys, serviceAccounts } from './access/service-accounts.ts';
export { type ConfigMistake } from './config/mistakes.ts';
export { mistakeLines, parseServerConfig } from './config/parse-config.ts';
export {
  DEFAULT_CONFIG, DEFAULT_LIMITS, type Limits, type ServerConfig, type ServiceAccount, type SignInConfig,
  type SigningKey,
} from './config/server-config.ts';
export { createServer, type Server, type ServerParts } from './shell/create-server.ts';
export { type LogLine } from './shell/log-line.ts';
export { type Ambience, type SignIn } from './shell/shell.ts';
export { loadSite, type Site } from './site/site.ts';
export { type DemoIssuer, type DemoIssuerParts, startDemoIssuer } from './sign-in/demo-issuer.ts';
export { type DemoPerson } from './sign-in/demo-page.ts';
export { CALLBACK_PATH, isLoopback, issuerDoor, type IssuerParts } from './sign-in/relying-party.ts';
export { stopOnSignal, type StopReport } from './shell/stop-server.ts';
