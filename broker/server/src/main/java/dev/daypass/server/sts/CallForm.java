package dev.daypass.server.sts;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The parameters in a call's body. */
final class CallForm {
    private final int mostParameters;

    CallForm(int mostParameters) {
        this.mostParameters = mostParameters;
    }

    Outcome<Form> inBody(Request request) {
        return isForm(request.headers().only("content-type").orElse(""))
                ? read(new String(request.body().bytes(), StandardCharsets.ISO_8859_1))
                : malformed("the Content-Type must be application/x-www-form-urlencoded");
    }

    Outcome<Form> read(String text) {
        return Form.read(text, mostParameters);
    }

    private static boolean isForm(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT).replace(" ", "");
        return type.equals("application/x-www-form-urlencoded")
                || type.equals("application/x-www-form-urlencoded;charset=utf-8");
    }

    static <T> Outcome<T> malformed(String message) {
        return Outcome.refused(Reason.REQUEST_MALFORMED, message, message);
    }
}
