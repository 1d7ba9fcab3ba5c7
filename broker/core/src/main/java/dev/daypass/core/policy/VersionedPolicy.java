package dev.daypass.core.policy;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A customer's policy with its history: at most {@link PolicySize#VERSIONS} versions, one of which is in force
 * (sts.md 1.11). Immutable. Making a version the default while creating it is one act, not two permissions.
 *
 * @param versions newest first
 * @param defaultId of the version in force
 * @param created how many versions there ever were; an id is never given twice
 */
public record VersionedPolicy(List<Version> versions, String defaultId, int created) {
    /**
     * One version.
     *
     * @param id {@code v1}, {@code v2}, …
     */
    public record Version(String id, PolicyDocument document, Instant created) {}

    public VersionedPolicy {
        versions = List.copyOf(versions);
    }

    /** A policy with its first version, in force. */
    public static VersionedPolicy first(PolicyDocument document, Instant created) {
        return new VersionedPolicy(List.of(new Version("v1", document, created)), "v1", 1);
    }

    /** The document in force. */
    public PolicyDocument inForce() {
        return version(defaultId).orElseThrow().document();
    }

    public Optional<Version> version(String id) {
        return versions.stream().filter(version -> version.id().equals(id)).findFirst();
    }

    /** Adds a version and leaves the one in force; {@link Reason#LIMIT_EXCEEDED} if there is no room. */
    public Outcome<VersionedPolicy> withNewVersion(PolicyDocument document, Instant now) {
        return added(document, now).map(policy -> new VersionedPolicy(policy.versions, defaultId, policy.created));
    }

    /** Adds a version and puts it in force; {@link Reason#LIMIT_EXCEEDED} if there is no room. */
    public Outcome<VersionedPolicy> withNewDefault(PolicyDocument document, Instant now) {
        return added(document, now);
    }

    /** Puts a stored version in force, as for a roll-back; {@link Reason#PARAMETER_INVALID} if there is none such. */
    public Outcome<VersionedPolicy> setDefault(String id) {
        return version(id).isPresent() ? Outcome.granted(new VersionedPolicy(versions, id, created)) : unknown(id);
    }

    /** Deletes a version; {@link Reason#PARAMETER_INVALID} if there is none such or it is in force. */
    public Outcome<VersionedPolicy> withoutVersion(String id) {
        if (version(id).isEmpty()) {
            return unknown(id);
        }
        if (id.equals(defaultId)) {
            return refused(
                    Reason.PARAMETER_INVALID,
                    "`" + id + "` is the default version: put another one in force before deleting it");
        }
        List<Version> left =
                versions.stream().filter(version -> !version.id().equals(id)).toList();
        return Outcome.granted(new VersionedPolicy(left, defaultId, created));
    }

    private Outcome<VersionedPolicy> added(PolicyDocument document, Instant now) {
        if (versions.size() >= PolicySize.VERSIONS) {
            return refused(
                    Reason.LIMIT_EXCEEDED,
                    "a policy keeps " + PolicySize.VERSIONS + " versions: delete one before creating another");
        }
        String id = "v" + (created + 1);
        var all = new ArrayList<Version>();
        all.add(new Version(id, document, now));
        all.addAll(versions);
        return Outcome.granted(new VersionedPolicy(all, id, created + 1));
    }

    private static Outcome<VersionedPolicy> unknown(String id) {
        return refused(Reason.PARAMETER_INVALID, "the policy has no version `" + id + "`");
    }

    private static Outcome<VersionedPolicy> refused(Reason reason, String message) {
        return Outcome.refused(reason, message, message);
    }
}
