package dev.daypass.core.insight;

import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.snapshot.RequestContext;
import java.util.Optional;

/** Somebody who signed in once, as if they had done so just now: the end of their session then says nothing of the next. */
final class AsIfNow {
    private AsIfNow() {}

    static Identity of(Identity recorded, RequestContext request) {
        AuthenticationContext then = recorded.authentication();
        return recorded.authenticated(new AuthenticationContext(
                Optional.of(request.instant()),
                then.contextClass(),
                then.methods(),
                then.sessionIndex(),
                Optional.empty()));
    }
}
