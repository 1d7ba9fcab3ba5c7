package dev.daypass.core.administration;

import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.session.SessionRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which live sessions somebody wants to see. What is absent leaves everything in.
 *
 * @param provider its name
 * @param subject exactly
 * @param role {@code ALIAS/NAME}; role sessions alone
 * @param account 12 digits or alias; role sessions alone
 * @param address where somebody signed in, or the beginning of it; sign-ins alone
 * @param text part of anything that is shown, in whatever case
 */
public record SessionFilter(
        Optional<String> provider,
        Optional<String> subject,
        Optional<String> role,
        Optional<String> account,
        Optional<String> address,
        Optional<String> text) {
    boolean matches(SessionRecord session) {
        return provider.map(name -> session.provider()
                                .filter(id -> id.name().equals(name))
                                .isPresent())
                        .orElse(true)
                && subject.map(session.subject()::equals).orElse(true)
                && role.map(session.owner().reference()::equals).orElse(true)
                && account.map(wanted -> session.owner().account().equals(wanted)
                                || session.owner().reference().startsWith(wanted + "/"))
                        .orElse(true)
                && holds(List.of(
                        session.id(),
                        session.subject(),
                        session.owner().reference(),
                        session.owner().arn().toString(),
                        session.labels().sourceIdentity().orElse("")));
    }

    boolean matches(BrowserSession session) {
        return provider.map(session.identity().provider().name()::equals).orElse(true)
                && subject.map(session.identity().subject().value()::equals).orElse(true)
                && address.map(session.device().address()::startsWith).orElse(true)
                && holds(List.of(
                        session.handle(),
                        session.identity().subject().value(),
                        session.identity().provider().name(),
                        session.device().address(),
                        session.device().userAgent()));
    }

    private boolean holds(List<String> texts) {
        return text.map(part -> part.toLowerCase(Locale.ROOT))
                .map(part -> texts.stream()
                        .anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(part)))
                .orElse(true);
    }
}
