<?php
// PHP's own web server in place of Apache: SimpleSAMLphp's scripts take what follows their name as path information.
$root = '/usr/share/simplesamlphp/www';
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (preg_match('#^(/(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.php)(/.*)?$#', $path, $parts) && is_file($root . $parts[1])) {
    $_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $parts[1];
    $_SERVER['SCRIPT_FILENAME'] = $root . $parts[1];
    $_SERVER['PATH_INFO'] = $parts[2] ?? '';
    chdir(dirname($_SERVER['SCRIPT_FILENAME']));
    require $_SERVER['SCRIPT_FILENAME'];
    return true;
}
// What its pages load: the script that posts a Response on by itself, above all.
if (preg_match('#^(/[A-Za-z0-9_-]+)+(\.[A-Za-z0-9_-]+)*\.(js|css|png|svg|ico)$#', $path) && is_file($root . $path)) {
    return false;
}
http_response_code(404);
return true;
