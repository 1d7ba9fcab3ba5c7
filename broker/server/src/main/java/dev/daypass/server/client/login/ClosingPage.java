package dev.daypass.server.client.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The last page of a login, which the terminal itself serves: no script, nothing from elsewhere, nothing of the request in
 * it.
 */
record ClosingPage(Kind kind, boolean german) {
    private static final String STYLE = """
            :root{color-scheme:light dark;font:1.0625rem/1.5 system-ui,sans-serif}
            body{margin:0;min-height:100vh;display:grid;place-items:center;background:Canvas;color:CanvasText}
            main{max-width:26rem;padding:2rem;text-align:center}
            .mark{width:4rem;height:4rem;margin:0 auto 1rem;border-radius:50%;display:grid;place-items:center;\
            font-size:2rem;color:#fff;background:#1d6b3c}
            .no{background:#a3261b}
            h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}
            p{margin:0}""";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "text/html; charset=utf-8",
            "Content-Security-Policy",
                    "default-src 'none'; style-src '" + hash(STYLE)
                            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "Connection", "close");

    /** How it went. */
    enum Kind {
        DONE,
        REFUSED,
        STRANGER
    }

    static ClosingPage done() {
        return new ClosingPage(Kind.DONE, false);
    }

    static ClosingPage refused() {
        return new ClosingPage(Kind.REFUSED, false);
    }

    static ClosingPage stranger() {
        return new ClosingPage(Kind.STRANGER, false);
    }

    /** The same in the language that a browser likes best. */
    ClosingPage in(String acceptLanguage) {
        String first = Optional.ofNullable(acceptLanguage).orElse("").strip().toLowerCase(Locale.ROOT);
        return new ClosingPage(kind, first.startsWith("de"));
    }

    Map<String, String> headers() {
        return HEADERS;
    }

    String html() {
        return """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%s</title><style>%s</style></head>
                <body><main><div class="mark%s" aria-hidden="true">%s</div><h1>%s</h1><p>%s</p></main></body></html>
                """.formatted(
                        german ? "de" : "en",
                        title(),
                        STYLE,
                        kind == Kind.DONE ? "" : " no",
                        kind == Kind.DONE ? "✓" : "!",
                        title(),
                        sentence());
    }

    private String title() {
        return switch (kind) {
            case DONE -> german ? "Zurück zum Terminal" : "Back to your terminal";
            case REFUSED -> german ? "Nicht angemeldet" : "Not signed in";
            case STRANGER -> german ? "Hier ist nichts zu tun" : "Nothing to do here";
        };
    }

    private String sentence() {
        return switch (kind) {
            case DONE ->
                german
                        ? "Ihr Terminal sagt, ob Sie angemeldet sind. Sie können dieses Fenster schließen."
                        : "It says whether you are signed in. You can close this window.";
            case REFUSED ->
                german
                        ? "Ihr Terminal sagt, warum. Sie können dieses Fenster schließen."
                        : "Your terminal says why. You can close this window.";
            case STRANGER ->
                german
                        ? "Diese Seite gehört nicht zu der Anmeldung, auf die das Terminal wartet."
                        : "This page does not belong to the login that the terminal waits for.";
        };
    }

    private static String hash(String style) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
