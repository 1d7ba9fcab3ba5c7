package dev.daypass.core.login;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.signin.DirectoryReview;
import dev.daypass.core.snapshot.RequestContext;

/**
 * Asks a directory again about somebody who signed in at it with a browser a while ago. A browser session lasts for hours,
 * and what it knows of its person is as old as the sign-in: a group lost since then must not give a role.
 *
 * <p>Who could not sign in any more loses the browser session with all that was taken in it. A directory that does not
 * answer grants nothing and ends nothing. Safe for several threads.
 */
public final class KnownAnew {
    private final DirectoryReview review;
    private final BrowserSessions browsers;

    public KnownAnew(DirectoryReview review, BrowserSessions browsers) {
        this.review = review;
        this.browsers = browsers;
    }

    /**
     * The session with what its directory says of its person now; the same one where its provider is none, or where the
     * sign-in is younger than the directory's freshness.
     */
    Outcome<BrowserSession> of(BrowserSession browser, Provider provider, RequestContext request) {
        return provider.settings() instanceof DirectorySettings directory
                        && !request.instant().isBefore(browser.signedInAt().plus(directory.freshness()))
                ? asked(browser, provider, request)
                : Outcome.granted(browser);
    }

    private Outcome<BrowserSession> asked(BrowserSession browser, Provider directory, RequestContext request) {
        Outcome<Identity> known;
        try {
            known = known(browser.identity(), directory, request);
        } catch (UnavailableException e) {
            return Outcome.refused(
                    Reason.DIRECTORY_UNREACHABLE,
                    "The directory cannot be reached now; try again shortly",
                    "directory `" + directory.id() + "` does not answer");
        }
        known.refusal()
                .ifPresent(why ->
                        browsers.end(browser, "directory " + directory.id().name(), request));
        return known.map(browser::of);
    }

    private Outcome<Identity> known(Identity signedIn, Provider directory, RequestContext request) {
        String subject = signedIn.subject().value();
        DirectoryReview.Standing standing = review.standing(directory, subject, request.instant());
        if (standing instanceof DirectoryReview.Present present) {
            return directory.admit(signedIn.toldAnew(present.identity()));
        }
        Refusal why = ((DirectoryReview.Gone) standing).why();
        return Outcome.refused(why);
    }
}
