package dev.daypass.server.admin;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The query of an admin request: known parameters only. */
final class AdminQuery {
    private static final int MOST_PARAMETERS = 16;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private final Form form;

    private AdminQuery(Form form) {
        this.form = form;
    }

    static Outcome<AdminQuery> read(Request request, Set<String> known) {
        return Form.read(request.target().query(), MOST_PARAMETERS).then(form -> {
            String message = "known parameters are " + new TreeSet<>(known);
            return known.containsAll(form.names())
                    ? Outcome.granted(new AdminQuery(form))
                    : Outcome.refused(Reason.PARAMETER_INVALID, message, message);
        });
    }

    Optional<String> text(String name) {
        return form.get(name).filter(text -> !text.isEmpty());
    }

    /** A number from 1 to {@code most}. */
    Outcome<Integer> number(String name, int usual, int most) {
        Optional<String> text = form.get(name);
        if (text.isEmpty()) {
            return Outcome.granted(usual);
        }
        boolean fits = NUMBER.matcher(text.get()).matches()
                && Integer.parseInt(text.get()) >= 1
                && Integer.parseInt(text.get()) <= most;
        String message = "`" + name + "` lies between 1 and " + most;
        return fits
                ? Outcome.granted(Integer.parseInt(text.get()))
                : Outcome.refused(Reason.PARAMETER_INVALID, message, message);
    }
}
