<?php
$config = [
    'people' => [
        'exampleauth:UserPass',
        'alice:correct-horse' => [
            'uid' => ['alice'],
            'mail' => ['alice@corp.example.com'],
            'groups' => ['Engineers', 'Staff'],
            'department' => ['R&D Platform'],
        ],
        'bob:battery-staple' => [
            'uid' => ['bob'],
            'mail' => ['bob@corp.example.com'],
            'groups' => ['Finance', 'Staff'],
            'department' => ['Finance'],
        ],
    ],
];
