package dev.daypass.core.keys;

/** What a derived key is for; a text sealed for one purpose never opens for another. */
public enum Purpose {
    SESSION_TOKEN("session-token"),
    SECRET_ACCESS_KEY("secret-access-key"),
    AUTHORIZATION_MESSAGE("authorization-message"),
    AUDIT_FINGERPRINT("audit-fingerprint"),
    SIGNING_KEY("signing-key"),
    REFRESH_GRANT("refresh-grant"),
    DPOP_NONCE("dpop-nonce"),
    PENDING_LOGIN("pending-login"),
    PENDING_LOGOUT("pending-logout"),
    BROWSER_SESSION("browser-session"),
    BROWSER_FORM("browser-form"),
    ARRIVAL("arrival"),
    TAKEN_ROLE("taken-role"),
    TERMINAL_ACCESS("terminal-access"),
    TERMINAL_CLIENT("terminal-client"),
    PENDING_AUTHORIZATION("pending-authorization"),
    AUTHORIZATION_CODE("authorization-code"),
    DEVICE_GRANT("device-grant"),
    RECORDED_SIGN_IN("recorded-sign-in"),
    CONSOLE_SIGN_IN("console-sign-in"),
    SITE_VISIT("site-visit"),
    SITE_CODE("site-code"),
    SITE_SESSION("site-session");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
