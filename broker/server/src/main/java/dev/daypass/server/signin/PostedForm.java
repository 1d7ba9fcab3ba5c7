package dev.daypass.server.signin;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.http.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A form in a request's body, and whose page it was on. */
final class PostedForm {
    private static final int MOST_FIELDS = 32;
    private static final List<String> OURS = List.of("same-origin", "none");

    private PostedForm() {}

    /** Any form, such as an identity provider's page posts. */
    static Outcome<Form> read(Request request) {
        String type = request.headers().only("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals("application/x-www-form-urlencoded")) {
            return malformed("the Content-Type must be application/x-www-form-urlencoded");
        }
        return Form.read(new String(request.body().bytes(), StandardCharsets.ISO_8859_1), MOST_FIELDS);
    }

    /**
     * A form that one of our own pages sent. Browsers say so in {@code Sec-Fetch-Site} (Fetch Metadata), older ones in
     * {@code Origin} (RFC 6454); what says nothing must prove itself by what stands in the form.
     */
    static Outcome<Form> fromOurPages(Request request, RequestContext context) {
        HeaderLines headers = request.headers();
        if (headers.has("sec-fetch-site")) {
            return headers.only("sec-fetch-site").filter(OURS::contains).isPresent()
                    ? read(request)
                    : forged("W01: the form was sent by another site's page");
        }
        boolean elsewhere = headers.has("origin")
                && headers.only("origin")
                        .filter(origin(context.snapshot().issuer())::equals)
                        .isEmpty();
        return elsewhere ? forged("W01: the form's Origin is not ours") : read(request);
    }

    private static String origin(String issuer) {
        URI uri = URI.create(issuer);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return (uri.getScheme() + "://" + uri.getHost() + port).toLowerCase(Locale.ROOT);
    }

    static Outcome<Form> forged(String detail) {
        return Outcome.refused(
                Reason.FORM_FORGED, "This form did not come from a page of ours; go back and try again", detail);
    }

    private static Outcome<Form> malformed(String message) {
        return Outcome.refused(Reason.REQUEST_MALFORMED, message, message);
    }
}
