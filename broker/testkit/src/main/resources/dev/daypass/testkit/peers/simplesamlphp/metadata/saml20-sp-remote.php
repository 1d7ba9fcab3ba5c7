<?php
$metadata[getenv('DAYPASS_SP_ENTITY_ID')] = [
    'AssertionConsumerService' => [[
        'index' => 0,
        'isDefault' => true,
        'Location' => getenv('DAYPASS_SP_ACS'),
        'Binding' => 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
    ]],
    'saml20.sign.response' => true,
    'saml20.sign.assertion' => true,
    'assertion.encryption' => (bool) getenv('DAYPASS_SP_CERTIFICATE'),
    'certData' => getenv('DAYPASS_SP_CERTIFICATE') ?: null,
    'simplesaml.nameidattribute' => 'mail',
];
