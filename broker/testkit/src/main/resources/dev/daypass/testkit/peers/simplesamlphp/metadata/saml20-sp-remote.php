<?php
$metadata[getenv('DAYPASS_SP_ENTITY_ID')] = [
    'AssertionConsumerService' => [[
        'index' => 0,
        'isDefault' => true,
        'Location' => getenv('DAYPASS_SP_ACS'),
        'Binding' => 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
    ]],
    'SingleLogoutService' => !getenv('DAYPASS_SP_SLO') ? [] : [[
        'Location' => getenv('DAYPASS_SP_SLO'),
        'Binding' => 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
    ]],
    'validate.logout' => (bool) getenv('DAYPASS_SP_SLO'),
    'saml20.sign.response' => true,
    'saml20.sign.assertion' => true,
    'assertion.encryption' => (bool) getenv('DAYPASS_SP_CERTIFICATE'),
    'certData' => getenv('DAYPASS_SP_SIGNING') ?: getenv('DAYPASS_SP_CERTIFICATE') ?: null,
    'simplesaml.nameidattribute' => 'mail',
];
