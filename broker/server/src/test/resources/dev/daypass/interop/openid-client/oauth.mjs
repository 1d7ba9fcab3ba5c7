// What programs with openid-client do, one a verb: node oauth.mjs VERB. Addresses, secrets and proofs stand in the
// environment; what came of it is printed as one JSON object.
import * as client from 'openid-client';

const { BROKER, ID_TOKEN, SHOP_SECRET, REPORTS_SECRET, BOUND_SECRET, CLIENT_KEY } = process.env;
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const TYPE = 'urn:ietf:params:oauth:token-type:';
const READ_ONLY = 'arn:daypass:iam::111122223333:role/ReadOnly';
const FIRST_QUARTER = {
  type: 'iam_policy',
  policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'reports:Get', Resource: 'arn:daypass:reports:::finance/q1' }] },
};

const discover = (id, authentication, algorithm = 'oidc') =>
  client.discovery(new URL(BROKER), id, undefined, authentication, { algorithm, execute: [client.allowInsecureRequests] });
const shop = () => discover('shop', client.ClientSecretBasic(SHOP_SECRET));
const exchange = (config, token, type, more = {}, options) =>
  client.genericGrantRequest(config, EXCHANGE, { subject_token: token, subject_token_type: TYPE + type, ...more }, options);
const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));

async function may(config, token, report, options) {
  const body = JSON.stringify({ action: { name: 'reports:Get' }, resource: { type: 'arn', id: 'arn:daypass:reports:::' + report } });
  const headers = new Headers({ 'content-type': 'application/json' });
  const answer = await client.fetchProtectedResource(
    config, token, new URL(BROKER + '/access/v1/evaluation'), 'POST', body, headers, options);
  return (await answer.json()).decision;
}

const refusal = (attempt) => attempt.then(
  () => 'granted',
  (error) => error.error ?? error.cause?.[0]?.parameters?.error ?? `status ${error.status}`);

const verbs = {
  async discovery() {
    const openId = (await shop()).serverMetadata();
    const oauth = (await discover('shop', client.ClientSecretBasic(SHOP_SECRET), 'oauth2')).serverMetadata();
    return { issuer: openId.issuer, same: openId.token_endpoint === oauth.token_endpoint, grants: oauth.grant_types_supported };
  },

  async secret() {
    const config = await discover('reports', client.ClientSecretBasic(REPORTS_SECRET));
    const answer = await client.clientCredentialsGrant(config);
    const stranger = await discover('reports', client.ClientSecretBasic('a-wrong-secret'));
    return {
      type: answer.token_type, sub: claims(answer.access_token).sub,
      wrongSecret: await refusal(client.clientCredentialsGrant(stranger)),
    };
  },

  async signedAssertion() {
    const jwk = JSON.parse(CLIENT_KEY);
    const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
    const config = await discover('signing', client.PrivateKeyJwt({ key, kid: jwk.kid }));
    const answer = await client.clientCredentialsGrant(config, { resource: 'arn:daypass:iam::111122223333:role/ReportWriter' });
    return { type: answer.token_type, client: claims(answer.access_token).client_id };
  },

  async exchange() {
    const config = await shop();
    const audience = 'https://api.example.com';
    const answer = await exchange(config, ID_TOKEN, 'id_token', { resource: READ_ONLY, audience });
    const { aud, role, session_name, tags } = claims(answer.access_token);
    return { issued: answer.issued_token_type, aud, role, session_name, tags };
  },

  async narrowing() {
    const config = await shop();
    const whole = await exchange(config, ID_TOKEN, 'id_token', { resource: READ_ONLY });
    const less = await exchange(config, whole.access_token, 'access_token', { scope: 'ReadFinance' });
    const least = await exchange(config, less.access_token, 'access_token',
      { authorization_details: JSON.stringify([FIRST_QUARTER]) });
    const reach = async (token) => Object.fromEntries(await Promise.all(['finance/q1', 'finance/q2', 'board/minutes']
      .map(async (report) => [report, await may(config, token, report)])));
    return {
      whole: await reach(whole.access_token),
      scope: less.scope, less: await reach(less.access_token),
      details: least.authorization_details, least: await reach(least.access_token),
      wider: await refusal(exchange(config, less.access_token, 'access_token', { scope: 'managed/ReadOnlyAccess' })),
      neverLonger: claims(least.access_token).exp <= claims(whole.access_token).exp,
    };
  },

  async refresh() {
    const config = await shop();
    const first = await exchange(config, ID_TOKEN, 'id_token', { resource: READ_ONLY });
    const second = await client.refreshTokenGrant(config, first.refresh_token);
    const third = await client.refreshTokenGrant(config, second.refresh_token);
    const tokens = [first, second, third].map((answer) => answer.refresh_token);
    return {
      rotated: new Set(tokens).size, works: await may(config, third.access_token, 'finance/q1'),
      strangers: await refusal(client.refreshTokenGrant(config, third.refresh_token.slice(0, -4) + 'AAAA')),
    };
  },

  async lookAndRevoke() {
    const config = await shop();
    const { access_token } = await exchange(config, ID_TOKEN, 'id_token', { resource: READ_ONLY });
    const before = await client.tokenIntrospection(config, access_token);
    await client.tokenRevocation(config, access_token);
    const after = await client.tokenIntrospection(config, access_token);
    return {
      before: before.active, role: before.role, after: after.active,
      used: await refusal(may(config, access_token, 'finance/q1')),
    };
  },

  async signedLook() {
    const config = await client.discovery(
      new URL(BROKER), 'shop', { introspection_signed_response_alg: 'ES256' }, client.ClientSecretBasic(SHOP_SECRET),
      { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] });
    const { access_token } = await exchange(config, ID_TOKEN, 'id_token', { resource: READ_ONLY });
    const { active, role } = await client.tokenIntrospection(config, access_token);
    return { active, role };
  },

  async dpop() {
    const config = await discover('bound', client.ClientSecretBasic(BOUND_SECRET));
    const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'));
    const thief = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'));
    const answer = await exchange(config, ID_TOKEN, 'id_token', {}, { DPoP });
    const next = await client.refreshTokenGrant(config, answer.refresh_token, {}, { DPoP });
    return {
      type: answer.token_type, bound: claims(answer.access_token).cnf.jkt === (await DPoP.calculateThumbprint()),
      works: await may(config, next.access_token, 'finance/q1', { DPoP }),
      bearer: await refusal(may(config, next.access_token, 'finance/q1')),
      otherKey: await refusal(may(config, next.access_token, 'finance/q1', { DPoP: thief })),
      refreshByOther: await refusal(client.refreshTokenGrant(config, next.refresh_token, {}, { DPoP: thief })),
    };
  },
};

console.log(JSON.stringify(await verbs[process.argv[2]]()));
