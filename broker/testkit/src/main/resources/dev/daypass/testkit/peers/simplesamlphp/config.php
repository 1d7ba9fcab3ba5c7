<?php
// SimpleSAMLphp as an identity provider for Daypass's tests: loopback only, one page session store, no mail, no database.
$work = getenv('DAYPASS_PEER_DIR');
$config = [
    'baseurlpath' => getenv('DAYPASS_PEER_URL') . '/',
    'certdir' => $work . '/cert/',
    'loggingdir' => $work . '/log/',
    'datadir' => $work . '/data/',
    'tempdir' => $work . '/tmp',
    'metadatadir' => $work . '/metadata/',
    'attributenamemapdir' => '/etc/simplesamlphp/attributemap/',
    'timezone' => 'UTC',
    'auth.adminpassword' => bin2hex(random_bytes(16)),
    'technicalcontact_name' => 'Daypass tests',
    'technicalcontact_email' => 'tests@example.org',
    'trusted.url.domains' => [],
    'logging.level' => SimpleSAML\Logger::WARNING,
    'logging.handler' => 'errorlog',
    'enable.saml20-idp' => true,
    'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],
    'session.cookie.secure' => false,
    'session.cookie.samesite' => null,
    'session.phpsession.savepath' => $work . '/tmp',
    'session.phpsession.httponly' => true,
    'store.type' => 'phpsession',
    'metadata.sources' => [['type' => 'flatfile']],
    'language.available' => ['en'],
    'language.default' => 'en',
    'theme.use' => 'default',
    'production' => true,
];
$config['secretsalt'] = hash('sha256', $work);
