package dev.daypass.core.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.login.StatedReason;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of device grants in whatever order things happen. */
final class DeviceLawsTest {
    /** What may happen to a grant. */
    enum Step {
        YES,
        NO,
        POLL,
        OTHER_CLIENT,
        WAIT,
        LONG_WAIT,
        SIGN_OUT,
        SIGN_IN
    }

    @Property(tries = 300)
    void O24grantIsFetchedOnceAndNeverAfterANoOrItsTime(@ForAll("steps") List<Step> steps) {
        var desk = new AtTheTerminal();
        DeviceGrants.Started grant =
                desk.devices.start(desk.ours, desk.request()).value().orElseThrow();
        var end = desk.now().plus(grant.life());
        Optional<Step> said = Optional.empty();
        int fetched = 0;
        for (Step step : steps) {
            String code = grant.userCode().shown();
            switch (step) {
                case YES -> {
                    if (desk.devices
                            .approve(code, desk.alice, StatedReason.none(), desk.request())
                            .value()
                            .isPresent()) {
                        assertEquals(Optional.empty(), said);
                        said = Optional.of(step);
                    }
                }
                case NO -> {
                    if (desk.devices
                            .deny(code, desk.alice, desk.request())
                            .value()
                            .isPresent()) {
                        assertEquals(Optional.empty(), said);
                        said = Optional.of(step);
                    }
                }
                case POLL -> {
                    boolean got = desk.devices
                            .poll(grant.deviceCode(), desk.ours, desk.request())
                            .value()
                            .filter(Polled.Granted.class::isInstance)
                            .isPresent();
                    if (got) {
                        assertEquals(Optional.of(Step.YES), said);
                        assertTrue(desk.now().isBefore(end));
                    }
                    fetched += got ? 1 : 0;
                }
                case OTHER_CLIENT ->
                    assertTrue(desk.devices
                            .poll(grant.deviceCode(), desk.other, desk.request())
                            .refusal()
                            .isPresent());
                case WAIT -> desk.pass(Duration.ofSeconds(6));
                case LONG_WAIT -> desk.pass(Duration.ofMinutes(4));
                case SIGN_OUT -> desk.sessions.end(desk.alice, "herself", desk.request());
                case SIGN_IN -> desk.alice = desk.signedIn();
            }
        }
        assertTrue(fetched <= 1, steps::toString);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.of(Step.class).list().ofMinSize(3).ofMaxSize(25);
    }

    @Property(tries = 500)
    void userCodeIsReadHoweverItIsTyped(@ForAll("typings") List<String> gaps, @ForAll boolean small) {
        UserCode code = UserCode.random(new SecureRandom());
        var typed = new StringBuilder();
        for (int i = 0; i < code.letters().length(); i++) {
            typed.append(gaps.get(i)).append(code.letters().charAt(i));
        }
        String text = small ? typed.toString().toLowerCase(Locale.ROOT) : typed.toString();
        assertEquals(Optional.of(code), UserCode.of(text));
        assertEquals(Optional.empty(), UserCode.of(text + "B"));
        assertEquals(Optional.empty(), UserCode.of(text.substring(0, text.length() - 1)));
    }

    @Provide
    Arbitrary<List<String>> typings() {
        return Arbitraries.of("", "", " ", "-", ".", "_", "\u2013").list().ofSize(8);
    }
}
