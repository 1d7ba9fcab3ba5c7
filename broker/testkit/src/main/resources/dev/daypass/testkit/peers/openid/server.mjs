// The certified OpenID provider `oidc-provider` as a peer for Daypass's tests: loopback only, two people, one client.
// Started as: node server.mjs PORT CALLBACK
import Provider from 'oidc-provider';

const port = Number(process.argv[2]);
const people = {
  alice: { email: 'alice@corp.example.com', email_verified: true, groups: ['Engineers', 'Staff'], department: 'R&D Platform' },
  bob: { email: 'bob@corp.example.com', email_verified: true, groups: ['Finance', 'Staff'], department: 'Finance' },
};
// The broker that browsers come back to is told who has signed out; a callback nobody listens at belongs to none.
const callback = process.argv[3];
const told = callback === 'http://127.0.0.1:1/callback' ? {} : {
  post_logout_redirect_uris: [callback.replace(/callback$/, 'logged-out')],
  backchannel_logout_uri: callback.replace(/callback$/, 'backchannel-logout'),
  backchannel_logout_session_required: true,
};
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: 'broker',
    client_secret: 'the-peer-knows-the-broker-by-this',
    redirect_uris: ['http://127.0.0.1:1/callback', callback],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_post',
    response_types: ['code'],
    ...told,
  }],
  features: { backchannelLogout: { enabled: true } },
  scopes: ['openid', 'email', 'corp'],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], corp: ['groups', 'department'] },
  // The broker is on this machine, where the provider would not go by itself.
  fetch: (address, { dispatcher, ...options }) => fetch(address, options),
  conformIdTokenClaims: false,
  pkce: { required: () => false },
  findAccount: (context, id) => people[id] && {
    accountId: id,
    claims: () => ({ sub: id, ...people[id] }),
  },
});
provider.on('backchannel.error', (context, problem) => console.error('backchannel logout:', problem.message));
provider.listen(port, '127.0.0.1', () => console.log('ready'));
