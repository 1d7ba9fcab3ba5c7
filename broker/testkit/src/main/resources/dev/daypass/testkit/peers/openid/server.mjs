// The certified OpenID provider `oidc-provider` as a peer for Daypass's tests: loopback only, two people, one client.
// Started as: node server.mjs PORT CALLBACK
import Provider from 'oidc-provider';

const port = Number(process.argv[2]);
const people = {
  alice: { email: 'alice@corp.example.com', email_verified: true, groups: ['Engineers', 'Staff'], department: 'R&D Platform' },
  bob: { email: 'bob@corp.example.com', email_verified: true, groups: ['Finance', 'Staff'], department: 'Finance' },
};
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: 'broker',
    client_secret: 'the-peer-knows-the-broker-by-this',
    redirect_uris: ['http://127.0.0.1:1/callback', process.argv[3]],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_post',
    response_types: ['code'],
  }],
  scopes: ['openid', 'email', 'corp'],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], corp: ['groups', 'department'] },
  conformIdTokenClaims: false,
  pkce: { required: () => false },
  findAccount: (context, id) => people[id] && {
    accountId: id,
    claims: () => ({ sub: id, ...people[id] }),
  },
});
provider.listen(port, '127.0.0.1', () => console.log('ready'));
