package dev.daypass.core.audit;

import dev.daypass.core.audit.AuditFault.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Goes through one node's chain and names the first bad entry: deleted, edited, reordered, truncated or rolled back.
 *
 * <p>Hand in the lines in order, then {@link #finish} with every head that is known from elsewhere (the other sink, the
 * head file, an operator's note): truncation at the end of a batch can be seen by them alone. One thread, one run.
 */
public final class AuditVerification {
    private final AuditSeal seal;
    private final List<AuditHead> witnesses;
    private Optional<AuditEntry> last = Optional.empty();
    private Optional<AuditFault> fault = Optional.empty();
    /** What the first entry names as the one before it, unless it is the very first. */
    private Optional<AuditHead> before = Optional.empty();

    private long first;
    private long lines;

    /**
     * A verification that has seen nothing yet.
     *
     * @param witnesses heads of the same node, known from elsewhere
     */
    public AuditVerification(AuditSeal seal, List<AuditHead> witnesses) {
        this.seal = seal;
        this.witnesses = List.copyOf(witnesses);
    }

    /**
     * What came out.
     *
     * @param entries how many entries were read, up to the fault if there is one
     * @param first sequence of the first entry; more than 1 only if another place vouches for the older ones; 0 if there
     *     is none
     * @param head where the chain stands
     */
    public record Report(long entries, long first, Optional<AuditHead> head, Optional<AuditFault> fault) {
        public boolean holds() {
            return fault.isEmpty();
        }
    }

    /** Takes the next line. After the first fault further lines only tell whether what is missing stands elsewhere. */
    public void accept(String line) {
        Optional<AuditEntry> entry = AuditEntry.parse(line);
        if (fault.isPresent()) {
            fault = fault.map(known -> entry.isPresent() ? moved(known, entry.get()) : known);
            return;
        }
        lines++;
        if (entry.isEmpty()) {
            fault(
                    Kind.UNREADABLE,
                    expected(),
                    "line " + lines + " is no audit entry; entry " + expected() + " was expected");
            return;
        }
        check(entry.get());
        if (fault.isEmpty()) {
            if (lines == 1) {
                begin(entry.get());
            }
            last = entry;
        }
    }

    /** Ends the run of a chain that has to begin with entry 1, or behind an entry that a witness knows. */
    public Report finish() {
        return finish(sequence -> Optional.empty());
    }

    /**
     * Ends the run.
     *
     * @param earlier the head with a sequence number as another place has it; asked for the entry before the first,
     *     where that is not entry 1
     */
    public Report finish(LongFunction<Optional<AuditHead>> earlier) {
        long held = fault.isEmpty() ? lines : lines - 1;
        if (fault.isEmpty()) {
            checkBeginning(earlier);
        }
        if (fault.isEmpty()) {
            checkEnd();
            held = fault.isEmpty() ? lines : lines - 1;
        }
        return new Report(held, first, last.map(AuditEntry::head), fault);
    }

    private void begin(AuditEntry entry) {
        first = entry.sequence();
        if (first > 1) {
            before = Optional.of(new AuditHead(entry.head().node(), first - 1, entry.previous()));
        }
    }

    private void check(AuditEntry entry) {
        long sequence = entry.sequence();
        if (last.isPresent() && !last.get().head().node().equals(entry.head().node())) {
            fault(Kind.EDITED, sequence, "entry " + sequence + " belongs to the chain of another node");
        } else if (!entry.holds()) {
            fault(Kind.EDITED, sequence, "entry " + sequence + " was changed: its content and its hash differ");
        } else if (last.isPresent() && sequence <= last.get().sequence()) {
            fault(
                    Kind.REORDERED,
                    sequence,
                    "entry " + sequence + " stands behind entry " + last.get().sequence());
        } else if (last.isPresent() && sequence > expected()) {
            gap(entry);
        } else {
            checkLink(entry);
        }
    }

    private static AuditFault moved(AuditFault known, AuditEntry entry) {
        if (known.kind() != Kind.DELETED || entry.sequence() != known.sequence()) {
            return known;
        }
        String message = "entry " + known.sequence() + " stands further down than it should";
        return new AuditFault(Kind.REORDERED, known.sequence(), known.line(), message);
    }

    private void gap(AuditEntry entry) {
        long expected = expected();
        String missing = expected == entry.sequence() - 1
                ? "entry " + expected + " is missing"
                : "entries " + expected + " to " + (entry.sequence() - 1) + " are missing";
        fault(Kind.DELETED, expected, missing + " in front of entry " + entry.sequence());
    }

    private void checkLink(AuditEntry entry) {
        long sequence = entry.sequence();
        String before = last.map(known -> known.head().hash()).orElse(entry.previous());
        if (sequence == 1
                && !entry.previous().equals(AuditHead.start(entry.head().node()).hash())) {
            fault(Kind.EDITED, sequence, "entry 1 names an entry before it");
        } else if (!entry.previous().equals(before)) {
            fault(
                    Kind.EDITED,
                    sequence,
                    "entry " + sequence + " does not follow entry " + (sequence - 1)
                            + " as it stands: one of them was replaced");
        } else if (entry.seal().isPresent()
                && seal.check(entry.head(), entry.seal().get()) == AuditSeal.Verdict.FORGED) {
            fault(
                    Kind.FORGED_SEAL,
                    sequence,
                    "the seal of entry " + sequence + " was not made by this broker: entries up to here were replaced");
        } else {
            witnesses.stream()
                    .filter(known -> known.sequence() == sequence
                            && !known.hash().equals(entry.head().hash()))
                    .findFirst()
                    .ifPresent(known -> fault(
                            Kind.ROLLED_BACK,
                            sequence,
                            "entry " + sequence + " is not the one that was known under this number"));
        }
    }

    /** Whoever cuts the front off a chain leaves one that hangs together; so the front has to be vouched for. */
    private void checkBeginning(LongFunction<Optional<AuditHead>> earlier) {
        if (before.isEmpty()) {
            return;
        }
        AuditHead named = before.get();
        Optional<AuditHead> known = witnesses.stream()
                .filter(witness -> witness.sequence() == named.sequence())
                .findFirst()
                .or(() -> earlier.apply(named.sequence()));
        if (known.isEmpty()) {
            String missing = named.sequence() == 1 ? "entry 1 is" : "entries 1 to " + named.sequence() + " are";
            String message = missing + " missing: the chain begins with entry " + first
                    + " and nothing vouches for what stood before it; put the earlier files beside it";
            fault = Optional.of(new AuditFault(Kind.DELETED, 1, 1, message));
        } else if (!known.get().hash().equals(named.hash())) {
            String message = "entry " + first + " does not follow entry " + named.sequence()
                    + " as it stands elsewhere: one of them was replaced";
            fault = Optional.of(new AuditFault(Kind.EDITED, first, 1, message));
        }
    }

    private void checkEnd() {
        long end = last.map(AuditEntry::sequence).orElse(0L);
        for (AuditHead known : witnesses) {
            if (known.sequence() > end) {
                fault(
                        Kind.TRUNCATED,
                        end + 1,
                        "the chain ends at entry " + end + ", but entry " + known.sequence()
                                + " is known to have been written");
                return;
            }
        }
        if (last.isPresent() && last.get().seal().isEmpty()) {
            fault(
                    Kind.TRUNCATED,
                    end + 1,
                    "the chain ends at entry " + end + " without a seal: it was cut inside a batch");
        } else if (last.isPresent()
                && seal.check(last.get().head(), last.get().seal().get()) == AuditSeal.Verdict.KEY_RETIRED) {
            fault(
                    Kind.UNPROVEN,
                    end,
                    "the key that sealed entry " + end + " is retired: nothing vouches for the chain");
        }
    }

    private long expected() {
        return last.map(entry -> entry.sequence() + 1).orElse(1L);
    }

    private void fault(Kind kind, long sequence, String message) {
        fault = Optional.of(new AuditFault(kind, sequence, lines, message));
    }
}
